package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Holding;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.PoolImage;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.PoolSettings;
import dev.coordinator.server.lease.Presence;
import dev.coordinator.server.lease.SeatImage;
import dev.coordinator.server.lease.Tenure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What a forecast counts on: those who were on time go on coming on time and say nothing new; all others, the primary among them,
 * say nothing; so do operators. And time goes in small steps: where two things come due between two entries of the log they are
 * settled together, which can't be foreseen.
 *
 * @param coming who was on time
 */
record Undisturbed(Set<InstanceId> coming) {

    Undisturbed {
        coming = Set.copyOf(coming);
    }

    static Undisturbed of(PoolImage pool, ClusterTime now) {
        return new Undisturbed(pool.seats().stream()
                .filter(seat -> isFresh(pool, seat, now) && !isHolder(pool, seat))
                .map(SeatImage::id)
                .collect(Collectors.toSet()));
    }

    boolean isComing(InstanceId id) {
        return coming.contains(id);
    }

    /** Whether nothing in this step disturbs it. */
    boolean holds(Step step, PoolName name) {
        Optional<PoolImage> before = Step.pool(step.before(), name);
        Optional<PoolImage> after = Step.pool(step.after(), name);
        if (before.isEmpty() || after.isEmpty()) {
            return false;
        }
        boolean isOnTime = after.get().seats().stream()
                .allMatch(seat -> !isComing(seat.id()) || isFresh(after.get(), seat, step.now()));
        boolean isTooLate =
                step.changes(ChangeKind.SWITCHOVER_DROPPED).anyMatch(change -> change.cause() == ChangeCause.TOO_LATE);
        return isOnTime
                && !isTooLate
                && (step.heard().isPresent()
                        ? isNoNews(step, name, before.get(), after.get())
                        : isOneMoment(before.get(), step.before().time(), step.now()));
    }

    private boolean isNoNews(Step step, PoolName name, PoolImage before, PoolImage after) {
        Command command = step.heard().orElseThrow().command();
        if (step.isRefused() || !name.value().equals(Telling.pool(command, step.before()))) {
            return true;
        }
        // Who claims an epoch doesn't want another.
        boolean isOneWhoComes = step.speaker()
                .filter(speaker -> isComing(speaker.instance()) && !speaker.release())
                .filter(speaker -> !(speaker.holding() instanceof Holding.Claim))
                .isPresent();
        return isOneWhoComes
                && !(command instanceof Command.Leave)
                && seats(before).equals(seats(after));
    }

    /** All that decides, but for when those who come were heard of. */
    private List<SeatImage> seats(PoolImage pool) {
        return pool.seats().stream()
                .map(seat -> new SeatImage(
                        seat.id(),
                        seat.incarnation(),
                        seat.superseded(),
                        List.of(),
                        seat.lossesMillis(),
                        seat.profile(),
                        seat.handle(),
                        0,
                        isComing(seat.id()) ? 0 : seat.lastSeenMillis(),
                        isComing(seat.id()) ? 0 : seat.toldNextMillis(),
                        seat.liveSinceMillis(),
                        seat.eligibleSinceMillis(),
                        seat.yieldsUntilMillis(),
                        0,
                        0,
                        seat.presence(),
                        seat.cordon(),
                        Optional.empty(),
                        seat.eviction()))
                .toList();
    }

    private static boolean isHolder(PoolImage pool, SeatImage seat) {
        return Step.held(pool)
                .filter(held -> held.reign().primary().equals(seat.id()))
                .isPresent();
    }

    private static boolean isFresh(PoolImage pool, SeatImage seat, ClusterTime now) {
        return seat.presence() == Presence.LIVE && staleMillis(pool.set().effective(), seat) > now.millis();
    }

    private static long staleMillis(PoolSettings settings, SeatImage seat) {
        return seat.toldNextMillis() + settings.checkInIntervalMillis() / 2 + 1;
    }

    private boolean isOneMoment(PoolImage pool, ClusterTime after, ClusterTime upTo) {
        return after.equals(upTo)
                || moments(pool)
                                .filter(when -> when > after.millis() && when <= upTo.millis())
                                .distinct()
                                .count()
                        <= 1;
    }

    private LongStream moments(PoolImage pool) {
        LongStream seats =
                pool.seats().stream().flatMapToLong(seat -> moments(pool.set().effective(), seat));
        LongStream words = Stream.of(
                        pool.pause().map(pause -> pause.until().millis()),
                        pool.appointment().map(appointment -> appointment.due().millis()),
                        Step.held(pool).map(held -> held.deadline().millis()))
                .flatMap(Optional::stream)
                .mapToLong(Long::longValue);
        long callOff = pool.tenure() instanceof Tenure.Draining draining
                ? draining.callOffAt().millis()
                : 0;
        return LongStream.concat(
                LongStream.concat(seats, words),
                LongStream.of(pool.failbackNotBefore().millis(), callOff));
    }

    /** Those at which a seat changes, or its place among the others. */
    private LongStream moments(PoolSettings settings, SeatImage seat) {
        LongStream losses = seat.lossesMillis().stream().mapToLong(loss -> loss + settings.flapWindowMillis());
        return LongStream.concat(
                losses,
                LongStream.of(
                        seat.yieldsUntilMillis(),
                        seat.eligibleSinceMillis() + settings.holdDownMillis(),
                        seat.cordon().map(cordon -> cordon.until().millis()).orElse(0L),
                        isComing(seat.id()) ? 0 : staleMillis(settings, seat),
                        isComing(seat.id()) ? 0 : seat.lastSeenMillis() + settings.leaseTtlMillis()));
    }
}
