package dev.coordinator.server.lease;

import java.util.Optional;

/**
 * What the coordinator believes about one pool's lease.
 *
 * <p>Vacant → Bootstrapping when a pool that never had a primary is told to wait. Bootstrapping → Vacant when enough
 * candidates are there, the wait is over, or an operator fails over. Vacant → Designated or Held. Designated → Held on its
 * check-in; → Designated or Vacant when it doesn't come. Held → Held when renewed or granted anew; → Draining when asked
 * to step down; → Vacant by its holder's word or past the deadline. Draining → Vacant when it has stopped or past the
 * deadline; → Held when called off. Any → Deleted when deleted with a live lease; → Quiet by a recovery; both → Vacant
 * when their time is over. Held, Draining, Quiet → Vacant by an operator's unsafe word. Nothing else.
 */
public sealed interface Tenure {

    /** The pool has never had a primary and waits for more instances. */
    record Bootstrapping(ClusterTime since) implements Tenure {}

    /**
     * No one holds the lease, no one is chosen.
     *
     * @param since when the lease ended, or the pool was made
     * @param trigger what set off the move that this is a part of
     * @param target who is to be primary by the word of an operator, or by failback
     */
    record Vacant(ClusterTime since, Trigger trigger, Optional<InstanceId> target) implements Tenure {

        static Vacant first(ClusterTime since) {
            return new Vacant(since, Trigger.of(ChangeCause.FIRST), Optional.empty());
        }
    }

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
     * @param held renewed while a planned drain runs; otherwise as it was when the drain began
     * @param successor who is to be primary then; empty: whoever ranks best
     * @param callOffAt when a planned drain is called off; never, until the first answer that asks the holder to stop
     */
    record Draining(Held held, DrainCause cause, Trigger trigger, Optional<InstanceId> successor, ClusterTime callOffAt)
            implements Tenure {

        Draining with(Held renewed) {
            return new Draining(renewed, cause, trigger, successor, callOffAt);
        }

        Draining with(ClusterTime newCallOffAt) {
            return new Draining(held, cause, trigger, successor, newCallOffAt);
        }
    }

    /**
     * The cluster was restored or recovered: a lease that nobody here remembers may still be believed in, so nothing is
     * granted.
     *
     * @param until exclusive
     */
    record Quiet(ClusterTime until, Trigger trigger) implements Tenure {}

    /**
     * The pool was deleted with a live lease: its name grants nothing until that ends.
     *
     * @param reign the last of the deleted pool
     * @param until exclusive; the deadline of its lease
     */
    record Deleted(Reign reign, ClusterTime until) implements Tenure {}
}
