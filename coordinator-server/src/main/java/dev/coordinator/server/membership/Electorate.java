package dev.coordinator.server.membership;

import dev.coordinator.server.roster.Address;
import dev.coordinator.server.roster.Member;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The voters of the log, as the leader can change them; package raft implements it. Every callback is called once, on any
 * thread, and must not block.
 */
public interface Electorate {

    /** Who votes; empty if this node doesn't lead, or a change of the voters is under way. */
    void settled(Consumer<Optional<Voters>> answer);

    /**
     * Brings the node up to date, and then lets it vote. Until then nothing waits for it.
     *
     * @param done told why it failed, or that it didn't; a failure leaves open whether it votes
     */
    void add(Member member, Consumer<Optional<String>> done);

    /** Lets the node vote no more; told as in {@link #add}. */
    void remove(Member member, Consumer<Optional<String>> done);

    /**
     * Begins to hand leadership over to this voter.
     *
     * @return why not; empty if it has begun
     */
    Optional<String> handOver(Member to);

    /** Asks who listens on a raft port; empty if nobody of this cluster answers in time. */
    void ask(Address raft, Consumer<Optional<Introduction>> answer);
}
