package dev.coordinator.server.lease;

import java.util.Optional;

/** The end of a run by an operator's word. A lease that it holds ends when it would end anyway, or by its own word (S5). */
final class Evictions {

    private final Turn turn;
    private final Pool pool;
    private final Actor actor;
    private final Succession succession;

    Evictions(Turn turn, Pool pool, Actor actor) {
        this.turn = turn;
        this.pool = pool;
        this.actor = actor;
        this.succession = new Succession(turn, pool);
    }

    /** Ends the run that has the seat, if it is the one that is meant; why not, when that is another one. */
    Optional<Decision> evict(Seat seat, Optional<Incarnation> meant) {
        Incarnation run = meant.orElse(seat.incarnation());
        if (!run.equals(seat.incarnation())) {
            return seat.isOver(run) ? Optional.empty() : Optional.of(another(run));
        }
        if (!seat.hasLeft() && !seat.isEvicted()) {
            end(seat);
        }
        return Optional.empty();
    }

    private static Decision another(Incarnation run) {
        return Decision.Refused.of(
                Refusal.WRONG_INCARNATION, "incarnation", "that of the run that has the seat", run.toString());
    }

    private void end(Seat seat) {
        seat.evict(turn.now(), new Eviction(seat.incarnation(), turn.now(), turn.wallMillis(), actor));
        Optional<InstanceId> id = Optional.of(seat.id());
        pool.note(turn, ChangeKind.EVICTED, Trigger.by(actor, ChangeCause.REQUESTED), id, id, 0);
        if (!pool.isHeldBy(seat)) {
            succession.dismiss(seat);
        }
        if (pool.holds(seat.id())) {
            drain();
        }
        succession.reconsider();
        succession.fillVacancy();
    }

    /** A target that no operator named is none any more: the eviction must not make it an operator's. */
    private void drain() {
        Trigger trigger = Trigger.by(actor, ChangeCause.EVICTED);
        if (pool.tenure() instanceof Tenure.Held held) {
            succession.drain(held, DrainCause.EVICTED, trigger, Optional.empty());
        } else if (pool.tenure() instanceof Tenure.Draining draining && draining.cause() != DrainCause.EVICTED) {
            boolean named = draining.trigger().cause() != ChangeCause.FAILBACK;
            succession.drain(
                    draining.held(), DrainCause.EVICTED, trigger, named ? draining.successor() : Optional.empty());
        }
    }
}
