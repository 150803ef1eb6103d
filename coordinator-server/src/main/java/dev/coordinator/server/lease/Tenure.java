package dev.coordinator.server.lease;

/**
 * What the coordinator believes about one pool's lease.
 *
 * <p>Bootstrapping → Vacant when enough candidates are there. Vacant → Designated or Held. Designated → Held on its
 * check-in; → Designated or Vacant when it doesn't come. Held → Held when renewed or granted anew; → Draining when asked
 * to step down; → Vacant by its holder's word or past the deadline. Draining → Vacant when it has stopped or past the
 * deadline; → Held when called off. Nothing else.
 */
public sealed interface Tenure {

    /** The pool has never had a primary and waits for more instances. */
    record Bootstrapping(ClusterTime since) implements Tenure {}

    /**
     * No one holds the lease, no one is chosen.
     *
     * @param since when the lease ended, or the pool was made
     * @param cause why it ended
     */
    record Vacant(ClusterTime since, ChangeCause cause) implements Tenure {}

    /**
     * Chosen, not yet told. Holds nothing, and may be passed over at once (S3).
     *
     * @param vacancy what it is to end
     */
    record Designated(InstanceId instance, Incarnation incarnation, Vacant vacancy) implements Tenure {}

    /**
     * The lease is held.
     *
     * @param deadline exclusive: the lease is live while cluster time is before it (S5)
     * @param confirmed the holder has said that it holds this epoch
     */
    record Held(Reign reign, ClusterTime deadline, boolean confirmed) implements Tenure {

        /** A deadline never moves earlier, whatever the settings (S5). */
        Held renewed(ClusterTime now, long ttlMillis, boolean byClaim) {
            return new Held(reign, ClusterTime.later(deadline, now.plusMillis(ttlMillis)), confirmed || byClaim);
        }
    }

    /**
     * The holder is asked to stop. Nobody else is chosen until it has, or the deadline has passed.
     *
     * @param held as it was when the drain began
     */
    record Draining(Held held, DrainCause cause) implements Tenure {}
}
