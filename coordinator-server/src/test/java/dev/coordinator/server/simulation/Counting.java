package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Operation;
import dev.coordinator.server.lease.PoolImage;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.Refusal;
import dev.coordinator.server.lease.Role;
import dev.coordinator.server.lease.RoleReason;
import dev.coordinator.server.lease.SeatImage;
import dev.coordinator.server.lease.Tenure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts what a run goes through: a run in which a thing never happens proves nothing of it. */
final class Counting {

    private static final long CONTEST_MILLIS = 100;

    private final Tally tally;
    private final Beliefs beliefs;
    private final Map<Step.Run, Long> lastDeadlines = new HashMap<>();

    Counting(Tally tally, Beliefs beliefs) {
        this.tally = tally;
        this.beliefs = beliefs;
    }

    void saw(Step step) {
        step.changes().forEach(this::saw);
        tenures(step);
        step.heard().filter(NothingIsGrantedInTheQuiet::isUnsafeWord).ifPresent(heard -> unsafe(step, heard));
        step.before()
                .pools()
                .forEach(pool -> Step.held(pool)
                        .ifPresent(held -> lastDeadlines.put(
                                holder(pool.name(), held), held.deadline().millis())));
        if (step.heard().isPresent()) {
            heard(step, step.heard().get().decision());
        } else {
            tally.saw(
                    Sight.SEATS_FORGOTTEN,
                    Math.max(
                            0, seats(step.before().pools()) - seats(step.after().pools())));
        }
        step.speaker().ifPresent(speaker -> {
            Long deadline = lastDeadlines.get(speaker.run());
            if (deadline != null && Math.abs(step.now().millis() - deadline) <= CONTEST_MILLIS) {
                tally.saw(Sight.CONTESTS);
                tally.saw(Sight.CONTESTS_LOST, step.now().millis() >= deadline ? 1 : 0);
            }
        });
    }

    /** In a pool that nothing is granted in yet it is unknown who may believe. */
    private void unsafe(Step step, Step.Heard heard) {
        PoolName pool = ((Command.Operate) heard.command()).pool();
        Step.pool(step.before(), pool)
                .filter(before -> before.tenure() instanceof Tenure.Quiet)
                .ifPresent(before -> {
                    tally.saw(Sight.UNSAFE_MOVES);
                    beliefs.excuse(pool.value(), step.before().lastEpoch());
                });
    }

    private static Step.Run holder(PoolName pool, Tenure.Held held) {
        return new Step.Run(pool, held.reign().primary(), held.reign().incarnation());
    }

    private static long seats(List<PoolImage> pools) {
        long seats = 0;
        for (PoolImage pool : pools) {
            for (SeatImage ignored : pool.seats()) {
                seats++;
            }
        }
        return seats;
    }

    private void heard(Step step, Decision decision) {
        if (decision instanceof Decision.Departed) {
            tally.saw(Sight.LEAVES);
        } else if (decision instanceof Decision.Refused refused && refused.refusal() == Refusal.STALE_SEQUENCE) {
            tally.saw(Sight.STALE_REFUSED);
        } else if (decision instanceof Decision.Answer answer) {
            tally.saw(Sight.PROOFS_ASKED, answer.reason() == RoleReason.PROVE_INCARNATION ? 1 : 0);
            tally.saw(Sight.BOOTSTRAPS, answer.reason() == RoleReason.BOOTSTRAPPING ? 1 : 0);
            drained(step, answer);
        }
        evicted(step);
        if (step.heard().orElseThrow().command() instanceof Command.SetPoolSettings
                && decision instanceof Decision.SettingsInForce) {
            tally.saw(Sight.SETTINGS_CHANGED);
        }
    }

    private void drained(Step step, Decision.Answer answer) {
        Optional<Tenure.Held> before = Step.held(step.before(), answer.pool());
        if (answer.role() == Role.DRAINING
                && before.isPresent()
                && !before.equals(Step.held(step.after(), answer.pool()))) {
            tally.saw(Sight.DRAINS_RENEWED);
        }
    }

    private void evicted(Step step) {
        if (step.heard().orElseThrow().command() instanceof Command.Operate operate
                && operate.operation() instanceof Operation.Evict evict
                && evict.run().isPresent()) {
            tally.saw(Sight.EVICTIONS_NAMED, step.changes(ChangeKind.EVICTED).count());
            tally.saw(Sight.EVICTIONS_REFUSED, step.isRefused() ? 1 : 0);
            tally.saw(
                    Sight.EVICTIONS_REPEATED,
                    !step.isRefused() && step.changes().isEmpty() ? 1 : 0);
        }
    }

    private void tenures(Step step) {
        for (PoolImage after : step.after().pools()) {
            boolean same = Step.pool(step.before(), after.name())
                    .filter(before ->
                            before.tenure().getClass() == after.tenure().getClass())
                    .isPresent();
            if (!same) {
                tally.saw(sight(after.tenure()));
            }
        }
    }

    private static Sight sight(Tenure tenure) {
        if (tenure instanceof Tenure.Bootstrapping) {
            return Sight.POOLS_BOOTSTRAPPING;
        }
        if (tenure instanceof Tenure.Vacant) {
            return Sight.POOLS_VACANT;
        }
        if (tenure instanceof Tenure.Designated) {
            return Sight.POOLS_DESIGNATED;
        }
        if (tenure instanceof Tenure.Held) {
            return Sight.POOLS_HELD;
        }
        if (tenure instanceof Tenure.Draining) {
            return Sight.POOLS_DRAINING;
        }
        return tenure instanceof Tenure.Quiet ? Sight.POOLS_QUIET : Sight.POOLS_GONE;
    }

    private void saw(Change change) {
        if (change.kind() == ChangeKind.VACATED && change.cause() == ChangeCause.UNSAFE_NOW) {
            tally.saw(Sight.UNSAFE_MOVES);
            beliefs.excuse(change.epoch());
        }
        switch (change.kind()) {
            case GRANTED -> granted(change);
            case DRAINING -> drained(change.cause());
            case DRAIN_CALLED_OFF -> {
                tally.saw(Sight.DRAINS_CALLED_OFF);
                tally.saw(Sight.HANDOVERS_TIMED_OUT, change.cause() == ChangeCause.TIMED_OUT ? 1 : 0);
            }
            case DUAL_CLAIM -> tally.saw(Sight.ALARMS);
            case SEAT_TAKEN -> tally.saw(Sight.SEATS_TAKEN);
            case DUPLICATE_ID -> tally.saw(Sight.DUPLICATES);
            case PAUSED -> tally.saw(Sight.PAUSES);
            case CORDONED -> tally.saw(Sight.CORDONS);
            case EVICTED -> tally.saw(Sight.EVICTIONS);
            case SWITCHOVER_SCHEDULED -> tally.saw(Sight.SCHEDULED);
            case SWITCHOVER_BEGUN -> tally.saw(Sight.SCHEDULED_BEGUN);
            case SWITCHOVER_DROPPED -> {
                tally.saw(Sight.SCHEDULED_DROPPED);
                tally.saw(Sight.SCHEDULED_TOO_LATE, change.cause() == ChangeCause.TOO_LATE ? 1 : 0);
            }
            case POOL_DELETED -> tally.saw(Sight.DELETIONS);
            case POOL_REMOVED -> tally.saw(Sight.POOLS_REMOVED);
            case VACATED, DESIGNATED -> saw(change.cause());
            default -> {}
        }
    }

    private void granted(Change change) {
        tally.saw(Sight.GRANTS);
        tally.saw(
                Sight.HANDOVERS,
                change.cause() == ChangeCause.SWITCHOVER || change.cause() == ChangeCause.FAILBACK ? 1 : 0);
    }

    private void drained(ChangeCause cause) {
        tally.saw(Sight.DRAINS);
        switch (cause) {
            case SWITCHOVER -> tally.saw(Sight.SWITCHOVERS);
            case FAILBACK -> tally.saw(Sight.FAILBACKS);
            case FAILOVER -> tally.saw(Sight.FAILOVERS);
            case EVICTED -> tally.saw(Sight.PRIMARIES_EVICTED);
            default -> {}
        }
    }

    private void saw(ChangeCause cause) {
        switch (cause) {
            case EXPIRED -> tally.saw(Sight.EXPIRIES);
            case RELEASED -> tally.saw(Sight.RELEASES);
            case SUPERSEDED -> tally.saw(Sight.SUPERSEDED_REIGNS);
            case ANSWER_LOST -> tally.saw(Sight.ANSWERS_LOST);
            case NO_SHOW -> tally.saw(Sight.NO_SHOWS);
            default -> {}
        }
    }
}
