package dev.coordinator.server.api.http;

import dev.coordinator.v1.CheckInResponse;
import dev.coordinator.v1.GetPoolResponse;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.Primary;
import dev.coordinator.v1.Role;
import dev.coordinator.v1.RoleReason;

/**
 * What the answer to a check-in is when it comes later than it was decided. It makes nobody primary that the decision did
 * not (S3), and tells what a reader sees of the pool by now.
 */
final class LateAnswer {

    /** As soon as any answer may say. */
    static final long AT_ONCE_MILLIS = 50;

    private LateAnswer() {}

    /** Whether there is nothing to wait for: the instance must know this now. */
    static boolean isUrgent(CheckInResponse answer) {
        boolean waits = switch (answer.getRole()) {
            case ROLE_PRIMARY -> answer.getReason() == RoleReason.ROLE_REASON_RENEWED;
            case ROLE_STANDBY ->
                switch (answer.getReason()) {
                    case ROLE_REASON_PROVE_INCARNATION, ROLE_REASON_EPOCH_ENDED -> false;
                    default -> true;
                };
            case ROLE_UNELECTABLE -> answer.getReason() != RoleReason.ROLE_REASON_EPOCH_ENDED;
            default -> false;
        };
        return !waits;
    }

    /** Nothing has changed: the time until the next check-in counts from now. */
    static CheckInResponse after(CheckInResponse answer, long waitedMillis) {
        return answer.toBuilder()
                .setNextCheckInMs(Math.max(AT_ONCE_MILLIS, answer.getNextCheckInMs() - waitedMillis))
                .build();
    }

    /**
     * Something has changed: the next check-in had better come soon.
     *
     * @param read empty: the pool is gone
     * @param spreadMillis how much later it comes of those that only look on, of whom there may be many
     */
    static CheckInResponse changed(CheckInResponse answer, String instance, GetPoolResponse read, int spreadMillis) {
        Pool pool = read.getPool();
        boolean isMeant =
                answer.getRole() == Role.ROLE_PRIMARY || pool.getDesignated().equals(instance);
        CheckInResponse.Builder late = answer.toBuilder()
                .setNextCheckInMs(AT_ONCE_MILLIS + (isMeant ? 0 : spreadMillis))
                .clearPrimary()
                .clearNextInLine()
                .addAllNextInLine(pool.getNextInLineList())
                .setPaused(pool.getPaused())
                .setLogIndex(Math.max(answer.getLogIndex(), read.getLogIndex()));
        if (pool.hasPrimary()) {
            late.setPrimary(pool.getPrimary());
        }
        boolean stillHolds = pool.getPrimary().getInstanceId().equals(instance)
                && pool.getPrimary().getEpoch() == answer.getEpoch();
        if (answer.getRole() == Role.ROLE_PRIMARY && !stillHolds) {
            late.setRole(Role.ROLE_STANDBY)
                    .setReason(RoleReason.ROLE_REASON_EPOCH_ENDED)
                    .setEpoch(0)
                    .setLeaseValidMs(0);
        } else if (answer.getRole() == Role.ROLE_STANDBY) {
            late.setReason(reason(pool, instance));
        }
        return late.build();
    }

    private static RoleReason reason(Pool pool, String instance) {
        Primary primary = pool.getPrimary();
        if (!primary.getInstanceId().isEmpty()) {
            return primary.getInstanceId().equals(instance)
                    ? RoleReason.ROLE_REASON_PREDECESSOR_HOLDS
                    : RoleReason.ROLE_REASON_ANOTHER_HOLDS;
        }
        boolean another =
                !pool.getDesignated().isEmpty() && !pool.getDesignated().equals(instance);
        return another ? RoleReason.ROLE_REASON_ANOTHER_DESIGNATED : RoleReason.ROLE_REASON_UNSPECIFIED;
    }
}
