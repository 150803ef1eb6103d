package dev.coordinator.client;

/** What the protocol wants done, in this order, after the new state has been published. */
sealed interface Effect {

    /** Hand this to the current line. */
    record Send(Outgoing message) implements Effect {}

    /** The line that carried the latest attempt is not to be trusted: use another. */
    record MoveOn() implements Effect {}

    /** The application may start. */
    record Start(Epoch epoch) implements Effect {}

    /**
     * The application must stop; it is to be reported when it has.
     *
     * @param number of this stop, by which it is reported
     */
    record Stop(Epoch epoch, StandbyReason reason, long number) implements Effect {}

    /** The application was asked to stop and is to go on after all, in the same epoch. */
    record GoOn(Epoch epoch) implements Effect {}

    /** Another run has the seat. */
    record Superseded(Successor successor) implements Effect {}

    /** Nothing follows. */
    record Ended() implements Effect {}
}
