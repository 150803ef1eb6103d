package dev.coordinator.client;

/**
 * What a membership believes of the lease.
 *
 * <p>Nothing → Holding by an answer. Holding → Holding when renewed, or when the application is asked to stop or that is
 * called off. Holding → Stopping when the lease or the epoch has ended before the application stopped; Holding → Stopped when the application
 * stopped first. Stopping → Stopped. Stopped → Nothing when an answer shows that the coordinator has heard of it. Stopping,
 * Stopped → Holding by an answer with a higher epoch.
 */
sealed interface Standing {

    /** Nothing is held, and the coordinator need not be told so. */
    record Nothing() implements Standing {}

    /**
     * The lease is held.
     *
     * @param end of the lease by the local clock; only ever moves later
     * @param wanted how long the application is to go on
     */
    record Holding(Epoch epoch, Deadline end, Wanted wanted) implements Standing {

        Holding extendedTo(Deadline newEnd) {
            return new Holding(epoch, end.orLater(newEnd), wanted);
        }

        Holding wanting(Wanted newWanted) {
            return new Holding(epoch, end, newWanted);
        }
    }

    /**
     * The reign is over and the application has not stopped yet. Nothing is said meanwhile: a lease that isn't believed in
     * must not be renewed, and a new one is no use to an application that hangs.
     */
    record Stopping(Epoch epoch) implements Standing {}

    /** The application has stopped, and the coordinator is still to be told. */
    record Stopped(Epoch epoch, boolean release) implements Standing {}

    /** What a check-in says of it. */
    default Claim claim() {
        if (this instanceof Holding held) {
            return new Claim.Holding(held.epoch());
        }
        if (this instanceof Stopped stopped) {
            return stopped.release() ? new Claim.Released(stopped.epoch()) : new Claim.None();
        }
        return new Claim.Unsaid();
    }

    /** What the application is to do with the lease it holds. */
    enum Wanted {
        /** Be primary. */
        STAY,
        /** Stop; the coordinator asked for it, or the membership ends. */
        STOP,
        /** Stop; then the lease is given up by name. */
        RELEASE
    }
}
