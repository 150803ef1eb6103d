package dev.coordinator.server.replication;

import dev.coordinator.server.journal.PeerMessage;
import dev.coordinator.server.journal.PeerMessages;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.roster.NodeId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests to other nodes that stay until the test says what came of them. */
public final class FakePeers implements Peers {

    /** One request that waits. */
    static final class Sent {
        final NodeId to;
        final byte[] request;
        final PeerReply reply;

        Sent(NodeId to, byte[] request, PeerReply reply) {
            this.to = to;
            this.request = request;
            this.reply = reply;
        }
    }

    final Deque<Sent> sent = new ArrayDeque<>();
    final Deque<byte[]> broadcasts = new ArrayDeque<>();
    private @Nullable PeerService service;

    @Override
    public synchronized void send(NodeId to, byte[] request, Duration timeout, PeerReply reply) {
        sent.add(new Sent(to, request, reply));
    }

    @Override
    public synchronized void broadcast(byte[] message) {
        broadcasts.add(message);
    }

    /** What a node passes on to the one that leads. */
    static byte[] passedOn(List<Command> commands) {
        return PeerMessages.encode(new PeerMessage.Forward(commands));
    }

    /** The commands that were passed on. */
    static List<Command> commandsIn(byte[] request) {
        return ((PeerMessage.Forward) PeerMessages.decode(request)).commands();
    }

    @Override
    public void serve(PeerService newService) {
        service = newService;
    }

    /** Another node asks this one; what is answered is added to the result, now or later. */
    List<byte[]> ask(byte[] request) {
        List<byte[]> answers = new ArrayList<>();
        answerBy(request, answers::add);
        return answers;
    }

    /** Another node asks this one. */
    void answerBy(byte[] request, PeerResponse response) {
        if (service == null) {
            throw new IllegalStateException("nothing is served");
        }
        service.handle(request, response);
    }
}
