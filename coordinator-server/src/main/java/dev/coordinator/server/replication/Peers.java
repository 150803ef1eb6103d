package dev.coordinator.server.replication;

import dev.coordinator.server.roster.NodeId;
import java.time.Duration;

/**
 * Requests from node to node, over the transport of the log and under its authentication; package raft implements it.
 *
 * <p>Safe for use by any thread; nothing blocks.
 */
public interface Peers {

    /**
     * Sends {@code request} once, never again, and calls exactly one method of {@code reply}, on any thread.
     *
     * @param timeout after which the outcome counts as unknown
     */
    void send(NodeId to, byte[] request, Duration timeout, PeerReply reply);

    /**
     * Tells every other node that is connected now; may be lost, and nothing tells. Connects to those that are not, so that
     * the next message reaches them.
     */
    void broadcast(byte[] message);

    /** From now on answers other nodes' requests by {@code service}; until then they are refused. Called once. */
    void serve(PeerService service);

    /** What came of a request. */
    interface PeerReply {
        /** The other node's answer. */
        void answered(byte[] response);

        /** It never left this node: the other one is unknown or can't be connected to. A retry is safe. */
        void notSent();

        /** It may or may not have arrived. */
        void unknown();
    }

    /** Answers other nodes' requests. */
    @FunctionalInterface
    interface PeerService {
        /**
         * Must not block; {@code response} is called exactly once, on any thread, now or later. The answer to what was
         * broadcast goes nowhere.
         */
        void handle(byte[] request, PeerResponse response);
    }

    /** Takes the answer to a request. */
    @FunctionalInterface
    interface PeerResponse {
        /** Sends the answer. */
        void send(byte[] response);
    }
}
