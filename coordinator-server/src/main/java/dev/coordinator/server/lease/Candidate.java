package dev.coordinator.server.lease;

/** A candidate for a lease, and what decided its place. */
public record Candidate(InstanceId instance, Verdict verdict) {

    /** What decided a candidate's place. The order is part of the journal: append only. */
    public enum Verdict {
        /** It was chosen. */
        CHOSEN,
        /** It is not heard of any more. */
        LOST,
        /** It said that it must not be primary. */
        UNELECTABLE,
        /** It has left. */
        LEFT,
        /** It gave the lease up less than an interval ago. */
        YIELDED,
        /** It is overdue, and one that isn't comes first. */
        STALE,
        /** Its priority is lower. */
        LOWER_PRIORITY,
        /** It was lost more often of late. */
        MORE_LOSSES,
        /** It has been live for a shorter time. */
        LIVE_SHORTER,
        /** Equal in everything else, its id sorts later. */
        LATER_ID,
        /** An operator said that it must not be primary. */
        CORDONED,
        /** Automatic moves are suspended, and it is not the one that held the lease last. */
        PAUSED,
        /** An operator, or failback, named the one chosen. */
        NOT_THE_TARGET,
        /** It ranks higher, but the one chosen was chosen before, or goes on. */
        NOT_ITS_TURN,
        /** An operator ended its run. */
        EVICTED
    }
}
