package dev.coordinator.server.lease;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The one switchover that may be scheduled in a pool: made, taken back, and kept when its time has come. */
final class Appointments {

    private final Turn turn;
    private final Pool pool;

    Appointments(Turn turn, Pool pool) {
        this.turn = turn;
        this.pool = pool;
    }

    /** Takes the place of the one before; why not, if it can't be made. The same again is no news. */
    Optional<Decision> make(Operation.Schedule word, Actor actor) {
        long ahead = word.atWallMillis() - turn.wallMillis();
        if (ahead <= 0 || ahead > Appointment.MOST_AHEAD_MILLIS) {
            return Optional.of(outOfRange(word.atWallMillis()));
        }
        Optional<Appointment> before = pool.appointment();
        boolean isThere = before.filter(
                        each -> each.to().equals(word.to()) && each.atWallMillis() == word.atWallMillis())
                .isPresent();
        if (!isThere) {
            Appointment next = new Appointment(
                    word.to(), turn.now().plusMillis(ahead), word.atWallMillis(), turn.wallMillis(), actor);
            pool.appoint(Optional.of(next));
            tell(ChangeKind.SWITCHOVER_SCHEDULED, Trigger.by(actor, ChangeCause.REQUESTED), next);
        }
        return Optional.empty();
    }

    private Decision outOfRange(long atWallMillis) {
        return Decision.Refused.of(
                Refusal.OUT_OF_RANGE,
                "at",
                "after " + Instant.ofEpochMilli(turn.wallMillis())
                        + ", by the leader's clock, and at most 30 days later",
                Instant.ofEpochMilli(atWallMillis).toString());
    }

    /** It is not to be done any more. */
    void cancel(Actor actor) {
        pool.appointment().ifPresent(appointment -> drop(appointment, Trigger.by(actor, ChangeCause.REQUESTED)));
    }

    /** Does what an operator would do who came now; it is gone then, whatever comes of it. */
    void keepIfDue() {
        Optional<Appointment> due =
                pool.appointment().filter(each -> !each.due().isAfter(turn.now()));
        if (due.isPresent()) {
            keep(due.get());
        }
    }

    private void keep(Appointment appointment) {
        Optional<ChangeCause> obstacle = obstacle(appointment);
        if (obstacle.isPresent()) {
            drop(appointment, Trigger.by(appointment.actor(), obstacle.get()));
            return;
        }
        pool.appoint(Optional.empty());
        tell(ChangeKind.SWITCHOVER_BEGUN, Trigger.by(appointment.actor(), ChangeCause.SCHEDULED), appointment);
        new Operations(turn, pool, appointment.actor()).perform(new Operation.Switchover(appointment.to()));
    }

    /** Why it can't be done; each of these is what refuses a switchover that is asked for now. */
    private Optional<ChangeCause> obstacle(Appointment appointment) {
        if (appointment.isTooLate(turn.wallMillis())) {
            return Optional.of(ChangeCause.TOO_LATE);
        }
        if (pool.held().isEmpty()) {
            return Optional.of(ChangeCause.NO_PRIMARY);
        }
        if (appointment.to().isEmpty()) {
            boolean settled = pool.target().isPresent();
            boolean someone = new Ranking(pool, turn.now()).bestOther().isPresent();
            return settled || someone ? Optional.empty() : Optional.of(ChangeCause.NO_SUCCESSOR);
        }
        if (appointment.to().filter(pool::holds).isPresent()) {
            return Optional.of(ChangeCause.PRIMARY_ALREADY);
        }
        return appointment.to().flatMap(pool::seat).filter(Seat::isEligible).isPresent()
                ? Optional.empty()
                : Optional.of(ChangeCause.TARGET_LOST);
    }

    private void drop(Appointment appointment, Trigger why) {
        pool.appoint(Optional.empty());
        tell(ChangeKind.SWITCHOVER_DROPPED, why, appointment);
    }

    private void tell(ChangeKind kind, Trigger trigger, Appointment about) {
        pool.tell(
                turn,
                new Change(
                        pool.name(),
                        kind,
                        trigger,
                        Optional.empty(),
                        about.to(),
                        0,
                        turn.wallMillis(),
                        0,
                        about.atWallMillis(),
                        List.of()));
    }
}
