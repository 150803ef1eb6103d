package dev.coordinator.cli.top;

import dev.coordinator.v1.Instance;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.ScheduledSwitchover;
import dev.coordinator.v1.Suspension;

/** What was read a while ago, with every span of time as it is by now, if nothing else has changed. */
final class Aged {

    private Aged() {}

    static Pool pool(Pool pool, long millis) {
        Pool.Builder aged = pool.toBuilder()
                .setLeaseRemainingMs(less(pool.getLeaseRemainingMs(), millis))
                .setCallOffInMs(less(pool.getCallOffInMs(), millis))
                .setGrantsNothingForMs(less(pool.getGrantsNothingForMs(), millis));
        if (pool.hasPause()) {
            aged.setPause(suspension(pool.getPause(), millis));
        }
        if (pool.hasScheduledSwitchover()) {
            ScheduledSwitchover scheduled = pool.getScheduledSwitchover();
            aged.setScheduledSwitchover(scheduled.toBuilder().setRemainingMs(less(scheduled.getRemainingMs(), millis)));
        }
        return aged.build();
    }

    static Instance instance(Instance instance, long millis) {
        Instance.Builder aged = instance.toBuilder().setLastCheckInAgoMs(instance.getLastCheckInAgoMs() + millis);
        if (instance.hasCordon()) {
            aged.setCordon(suspension(instance.getCordon(), millis));
        }
        return aged.build();
    }

    private static Suspension suspension(Suspension word, long millis) {
        return word.hasRemainingMs()
                ? word.toBuilder()
                        .setRemainingMs(less(word.getRemainingMs(), millis))
                        .build()
                : word;
    }

    private static long less(long remaining, long passed) {
        return Math.max(0, remaining - passed);
    }
}
