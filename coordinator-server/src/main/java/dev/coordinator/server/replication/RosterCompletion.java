package dev.coordinator.server.replication;

/** Waits for what becomes of a roster. Exactly one method is called, once, on any thread; none may block or throw. */
public interface RosterCompletion {

    /** It was committed by a quorum and holds now. */
    void inForce();

    /** It was committed too late: another one came first, and this one changed nothing. */
    void overtaken();

    /** It did not come back. */
    void failed(Failure failure);
}
