package dev.coordinator.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * That a recovered state is the stored one, pool by pool and seat by seat, but for what the contract changes: nothing is granted for
 * the longest lease there may be, epochs, handles and nonces go on above the wall clock's microseconds, which epochs may be lost is noted, handles stand for nothing,
 * the history says so, what was scheduled is dropped, runs that were evicted are over, and names that were deleted are as unknown as
 * any other.
 */
public final class ExactRecovery {

    private static final String OWN = "(newestWallMillis|quietUntil|lastEpoch|lastHandle|lastNonce|lostEpochs)(\\..*)?";
    private static final String OF_A_POOL = "pools\\.POOL\\.(tenure.*|appointment.*|history\\.\\d+)";
    private static final String OF_A_SEAT = "pools\\.POOL\\.seats\\.SEAT\\.(handle(\\..*)?|presence)";

    private final StateImage stored;
    private final StateImage recovered;
    private final long wallMillis;

    private ExactRecovery(StateImage stored, StateImage recovered, long wallMillis) {
        this.stored = stored;
        this.recovered = recovered;
        this.wallMillis = wallMillis;
    }

    /** Fails with every place that differs and may not; {@code recovered} grants nothing at once. */
    public static void check(StateImage stored, StateImage recovered, long wallMillis) {
        ExactRecovery check = new ExactRecovery(stored, recovered, wallMillis);
        check.nothingElseDiffers();
        check.numbersAreRaised();
        check.stored.pools().forEach(check::isQuietWithItsHistory);
    }

    private void nothingElseDiffers() {
        Map<String, String> differences = Differences.between(stored, recovered);
        differences.keySet().removeIf(this::mayDiffer);
        assertThat(differences).as("what a recovery may not change").isEmpty();
    }

    private boolean mayDiffer(String place) {
        return place.matches(OWN) || stored.pools().stream().anyMatch(pool -> mayDiffer(place, pool));
    }

    private boolean mayDiffer(String place, PoolImage pool) {
        String name = "\\Q" + pool.name() + "\\E";
        return place.matches(OF_A_POOL.replace("POOL", name))
                || (place.matches("pools\\." + name) && isForgotten(pool))
                || pool.seats().stream()
                        .anyMatch(seat -> place.matches(
                                OF_A_SEAT.replace("POOL", name).replace("SEAT", "\\Q" + seat.id() + "\\E")));
    }

    /** Nothing is left of it but the end of a lease, and the quiet is longer. */
    private static boolean isForgotten(PoolImage pool) {
        return pool.tenure() instanceof Tenure.Deleted
                && pool.seats().isEmpty()
                && pool.set().equals(SettingsChange.NONE);
    }

    private void numbersAreRaised() {
        long micros = 1_000 * wallMillis;
        assertThat(recovered.quietUntil()).isEqualTo(stored.time().plusMillis(Limits.LONGEST_LEASE_MILLIS));
        assertThat(recovered.newestWallMillis()).isEqualTo(wallMillis);
        assertThat(recovered.lastEpoch())
                .isEqualTo(micros > stored.lastEpoch() ? micros : stored.lastEpoch() + (1L << 40));
        List<LostEpochs> lost = new ArrayList<>(stored.lostEpochs());
        if (recovered.lastEpoch() > stored.lastEpoch()) {
            long most = stored.lastEpoch() + (1L << 40);
            lost.add(new LostEpochs(stored.lastEpoch(), Math.min(recovered.lastEpoch(), most)));
        }
        assertThat(recovered.lostEpochs()).isEqualTo(lost);
        assertThat(recovered.lastHandle()).isEqualTo(Math.max(stored.lastHandle(), micros));
        assertThat(recovered.lastNonce()).isEqualTo(Math.max(stored.lastNonce(), micros));
    }

    private void isQuietWithItsHistory(PoolImage before) {
        Optional<PoolImage> found =
                Optional.ofNullable(byName(recovered.pools(), PoolImage::name).get(before.name()));
        assertThat(found.isPresent()).as("%s is there", before.name()).isEqualTo(!isForgotten(before));
        found.ifPresent(after -> {
            assertThat(after.tenure())
                    .isInstanceOfSatisfying(
                            Tenure.Quiet.class,
                            quiet -> assertThat(quiet.until()).isEqualTo(recovered.quietUntil()));
            List<Change> history = new ArrayList<>(after.history());
            before.appointment().ifPresent(appointment -> isDropped(appointment, history.remove(history.size() - 1)));
            assertThat(after.appointment()).isEmpty();
            assertThat(history.remove(history.size() - 1)).satisfies(last -> tells(before, last));
            assertThat(history).isEqualTo(before.history());
            assertThat(after.seats()).hasSameSizeAs(before.seats());
            for (int i = 0; i < after.seats().size(); i++) {
                isOver(before.seats().get(i), after.seats().get(i));
            }
        });
    }

    private void isDropped(Appointment appointment, Change last) {
        assertThat(last.kind()).isEqualTo(ChangeKind.SWITCHOVER_DROPPED);
        assertThat(last.trigger().cause()).isEqualTo(ChangeCause.RECOVERED);
        assertThat(last.to()).isEqualTo(appointment.to());
        assertThat(last.wallMillis()).isEqualTo(wallMillis);
    }

    private static void isOver(SeatImage before, SeatImage after) {
        boolean evicted = before.eviction()
                .filter(word -> word.run().equals(before.incarnation()))
                .isPresent();
        assertThat(after.handle()).isEqualTo(Handle.NONE);
        assertThat(after.presence()).isEqualTo(evicted ? Presence.LEFT : before.presence());
    }

    private void tells(PoolImage before, Change last) {
        assertThat(last.kind()).isEqualTo(ChangeKind.QUIETED);
        assertThat(last.trigger().cause()).isEqualTo(ChangeCause.RECOVERED);
        assertThat(last.wallMillis()).isEqualTo(wallMillis);
        Optional<Reign> ended = Optional.empty();
        if (before.tenure() instanceof Tenure.Held held) {
            ended = Optional.of(held.reign());
        } else if (before.tenure() instanceof Tenure.Draining draining) {
            ended = Optional.of(draining.held().reign());
        }
        assertThat(last.from()).isEqualTo(ended.map(Reign::primary));
        assertThat(last.epoch())
                .isEqualTo(ended.map(reign -> reign.epoch().number()).orElse(0L));
    }

    private static <K, V> Map<K, V> byName(List<V> list, Function<V, K> name) {
        return list.stream().collect(Collectors.toMap(name, Function.identity()));
    }
}
