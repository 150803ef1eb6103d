package dev.coordinator.server.api;

import dev.coordinator.server.lease.Candidate;
import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.Explanation;
import dev.coordinator.server.lease.Role;
import dev.coordinator.server.lease.RoleReason;
import dev.coordinator.server.lease.Tenure;
import dev.coordinator.server.replication.LogStatus;
import dev.coordinator.v1.CandidateVerdict;
import dev.coordinator.v1.NodeRole;
import dev.coordinator.v1.Obstacle;
import dev.coordinator.v1.PoolState;

/** Our words as the wire says them. */
final class WireEnums {

    private WireEnums() {}

    static dev.coordinator.v1.Role role(Role role) {
        return switch (role) {
            case PRIMARY -> dev.coordinator.v1.Role.ROLE_PRIMARY;
            case STANDBY -> dev.coordinator.v1.Role.ROLE_STANDBY;
            case DRAINING -> dev.coordinator.v1.Role.ROLE_DRAINING;
            case UNELECTABLE -> dev.coordinator.v1.Role.ROLE_UNELECTABLE;
            case SUPERSEDED -> dev.coordinator.v1.Role.ROLE_SUPERSEDED;
        };
    }

    static dev.coordinator.v1.RoleReason reason(RoleReason reason) {
        return switch (reason) {
            case GRANTED -> dev.coordinator.v1.RoleReason.ROLE_REASON_GRANTED;
            case RENEWED -> dev.coordinator.v1.RoleReason.ROLE_REASON_RENEWED;
            case ANOTHER_HOLDS -> dev.coordinator.v1.RoleReason.ROLE_REASON_ANOTHER_HOLDS;
            case ANOTHER_DESIGNATED -> dev.coordinator.v1.RoleReason.ROLE_REASON_ANOTHER_DESIGNATED;
            case PREDECESSOR_HOLDS -> dev.coordinator.v1.RoleReason.ROLE_REASON_PREDECESSOR_HOLDS;
            case PROVE_INCARNATION -> dev.coordinator.v1.RoleReason.ROLE_REASON_PROVE_INCARNATION;
            case YIELDED -> dev.coordinator.v1.RoleReason.ROLE_REASON_YIELDED;
            case EPOCH_ENDED -> dev.coordinator.v1.RoleReason.ROLE_REASON_EPOCH_ENDED;
            case BOOTSTRAPPING -> dev.coordinator.v1.RoleReason.ROLE_REASON_BOOTSTRAPPING;
            case REPORTED_UNELECTABLE -> dev.coordinator.v1.RoleReason.ROLE_REASON_REPORTED_UNELECTABLE;
            case REPLACED -> dev.coordinator.v1.RoleReason.ROLE_REASON_REPLACED;
            case LEFT -> dev.coordinator.v1.RoleReason.ROLE_REASON_LEFT;
            case PAUSED -> dev.coordinator.v1.RoleReason.ROLE_REASON_PAUSED;
            case QUIET -> dev.coordinator.v1.RoleReason.ROLE_REASON_QUIET;
            case CORDONED -> dev.coordinator.v1.RoleReason.ROLE_REASON_CORDONED;
            case HANDOVER -> dev.coordinator.v1.RoleReason.ROLE_REASON_HANDOVER;
            case POOL_DELETED -> dev.coordinator.v1.RoleReason.ROLE_REASON_POOL_DELETED;
            case EVICTED -> dev.coordinator.v1.RoleReason.ROLE_REASON_EVICTED;
        };
    }

    static PoolState state(Tenure tenure) {
        if (tenure instanceof Tenure.Bootstrapping) {
            return PoolState.POOL_STATE_BOOTSTRAPPING;
        }
        if (tenure instanceof Tenure.Vacant) {
            return PoolState.POOL_STATE_VACANT;
        }
        if (tenure instanceof Tenure.Designated) {
            return PoolState.POOL_STATE_DESIGNATED;
        }
        if (tenure instanceof Tenure.Held) {
            return PoolState.POOL_STATE_HELD;
        }
        if (tenure instanceof Tenure.Quiet) {
            return PoolState.POOL_STATE_QUIET;
        }
        return tenure instanceof Tenure.Deleted ? PoolState.POOL_STATE_DELETED : PoolState.POOL_STATE_DRAINING;
    }

    static dev.coordinator.v1.ChangeKind kind(ChangeKind kind) {
        return switch (kind) {
            case VACATED -> dev.coordinator.v1.ChangeKind.CHANGE_KIND_VACATED;
            case DESIGNATED -> dev.coordinator.v1.ChangeKind.CHANGE_KIND_DESIGNATED;
            case GRANTED -> dev.coordinator.v1.ChangeKind.CHANGE_KIND_GRANTED;
            case DRAINING -> dev.coordinator.v1.ChangeKind.CHANGE_KIND_DRAINING;
            case DRAIN_CALLED_OFF -> dev.coordinator.v1.ChangeKind.CHANGE_KIND_DRAIN_CALLED_OFF;
            case DUAL_CLAIM -> dev.coordinator.v1.ChangeKind.CHANGE_KIND_DUAL_CLAIM;
            case POOL_CREATED -> dev.coordinator.v1.ChangeKind.CHANGE_KIND_POOL_CREATED;
            case POOL_REMOVED -> dev.coordinator.v1.ChangeKind.CHANGE_KIND_POOL_REMOVED;
            case SETTINGS_CHANGED -> dev.coordinator.v1.ChangeKind.CHANGE_KIND_SETTINGS_CHANGED;
            case SEAT_TAKEN -> dev.coordinator.v1.ChangeKind.CHANGE_KIND_SEAT_TAKEN;
            case DUPLICATE_ID -> dev.coordinator.v1.ChangeKind.CHANGE_KIND_DUPLICATE_ID;
            case PAUSED -> dev.coordinator.v1.ChangeKind.CHANGE_KIND_PAUSED;
            case RESUMED -> dev.coordinator.v1.ChangeKind.CHANGE_KIND_RESUMED;
            case CORDONED -> dev.coordinator.v1.ChangeKind.CHANGE_KIND_CORDONED;
            case UNCORDONED -> dev.coordinator.v1.ChangeKind.CHANGE_KIND_UNCORDONED;
            case POOL_DELETED -> dev.coordinator.v1.ChangeKind.CHANGE_KIND_POOL_DELETED;
            case QUIETED -> dev.coordinator.v1.ChangeKind.CHANGE_KIND_QUIETED;
            case EVICTED -> dev.coordinator.v1.ChangeKind.CHANGE_KIND_EVICTED;
            case SWITCHOVER_SCHEDULED -> dev.coordinator.v1.ChangeKind.CHANGE_KIND_SWITCHOVER_SCHEDULED;
            case SWITCHOVER_BEGUN -> dev.coordinator.v1.ChangeKind.CHANGE_KIND_SWITCHOVER_BEGUN;
            case SWITCHOVER_DROPPED -> dev.coordinator.v1.ChangeKind.CHANGE_KIND_SWITCHOVER_DROPPED;
        };
    }

    static dev.coordinator.v1.ChangeCause cause(ChangeCause cause) {
        return switch (cause) {
            case NONE -> dev.coordinator.v1.ChangeCause.CHANGE_CAUSE_UNSPECIFIED;
            case FIRST -> dev.coordinator.v1.ChangeCause.CHANGE_CAUSE_FIRST;
            case EXPIRED -> dev.coordinator.v1.ChangeCause.CHANGE_CAUSE_EXPIRED;
            case RELEASED -> dev.coordinator.v1.ChangeCause.CHANGE_CAUSE_RELEASED;
            case LEFT -> dev.coordinator.v1.ChangeCause.CHANGE_CAUSE_LEFT;
            case UNELECTABLE -> dev.coordinator.v1.ChangeCause.CHANGE_CAUSE_UNELECTABLE;
            case SUPERSEDED -> dev.coordinator.v1.ChangeCause.CHANGE_CAUSE_SUPERSEDED;
            case NO_SHOW -> dev.coordinator.v1.ChangeCause.CHANGE_CAUSE_NO_SHOW;
            case ANSWER_LOST -> dev.coordinator.v1.ChangeCause.CHANGE_CAUSE_ANSWER_LOST;
            case SWITCHOVER -> dev.coordinator.v1.ChangeCause.CHANGE_CAUSE_SWITCHOVER;
            case FAILBACK -> dev.coordinator.v1.ChangeCause.CHANGE_CAUSE_FAILBACK;
            case CORDONED -> dev.coordinator.v1.ChangeCause.CHANGE_CAUSE_CORDONED;
            case FAILOVER -> dev.coordinator.v1.ChangeCause.CHANGE_CAUSE_FAILOVER;
            case UNSAFE_NOW -> dev.coordinator.v1.ChangeCause.CHANGE_CAUSE_UNSAFE_NOW;
            case PAUSED -> dev.coordinator.v1.ChangeCause.CHANGE_CAUSE_PAUSED;
            case TIMED_OUT -> dev.coordinator.v1.ChangeCause.CHANGE_CAUSE_TIMED_OUT;
            case TARGET_LOST -> dev.coordinator.v1.ChangeCause.CHANGE_CAUSE_TARGET_LOST;
            case ELECTABLE_AGAIN -> dev.coordinator.v1.ChangeCause.CHANGE_CAUSE_ELECTABLE_AGAIN;
            case REQUESTED -> dev.coordinator.v1.ChangeCause.CHANGE_CAUSE_REQUESTED;
            case LAPSED -> dev.coordinator.v1.ChangeCause.CHANGE_CAUSE_LAPSED;
            case DELETED -> dev.coordinator.v1.ChangeCause.CHANGE_CAUSE_DELETED;
            case RECOVERED -> dev.coordinator.v1.ChangeCause.CHANGE_CAUSE_RECOVERED;
            case EVICTED -> dev.coordinator.v1.ChangeCause.CHANGE_CAUSE_EVICTED;
            case SCHEDULED -> dev.coordinator.v1.ChangeCause.CHANGE_CAUSE_SCHEDULED;
            case TOO_LATE -> dev.coordinator.v1.ChangeCause.CHANGE_CAUSE_TOO_LATE;
            case NO_PRIMARY -> dev.coordinator.v1.ChangeCause.CHANGE_CAUSE_NO_PRIMARY;
            case NO_SUCCESSOR -> dev.coordinator.v1.ChangeCause.CHANGE_CAUSE_NO_SUCCESSOR;
            case PRIMARY_ALREADY -> dev.coordinator.v1.ChangeCause.CHANGE_CAUSE_PRIMARY_ALREADY;
        };
    }

    static CandidateVerdict verdict(Candidate.Verdict verdict) {
        return switch (verdict) {
            case CHOSEN -> CandidateVerdict.CANDIDATE_VERDICT_CHOSEN;
            case LOST -> CandidateVerdict.CANDIDATE_VERDICT_LOST;
            case UNELECTABLE -> CandidateVerdict.CANDIDATE_VERDICT_UNELECTABLE;
            case LEFT -> CandidateVerdict.CANDIDATE_VERDICT_LEFT;
            case YIELDED -> CandidateVerdict.CANDIDATE_VERDICT_YIELDED;
            case STALE -> CandidateVerdict.CANDIDATE_VERDICT_STALE;
            case LOWER_PRIORITY -> CandidateVerdict.CANDIDATE_VERDICT_LOWER_PRIORITY;
            case MORE_LOSSES -> CandidateVerdict.CANDIDATE_VERDICT_MORE_LOSSES;
            case LIVE_SHORTER -> CandidateVerdict.CANDIDATE_VERDICT_LIVE_SHORTER;
            case LATER_ID -> CandidateVerdict.CANDIDATE_VERDICT_LATER_ID;
            case CORDONED -> CandidateVerdict.CANDIDATE_VERDICT_CORDONED;
            case PAUSED -> CandidateVerdict.CANDIDATE_VERDICT_PAUSED;
            case NOT_THE_TARGET -> CandidateVerdict.CANDIDATE_VERDICT_NOT_THE_TARGET;
            case NOT_ITS_TURN -> CandidateVerdict.CANDIDATE_VERDICT_NOT_ITS_TURN;
            case EVICTED -> CandidateVerdict.CANDIDATE_VERDICT_EVICTED;
        };
    }

    static Obstacle obstacle(Explanation.Obstacle obstacle) {
        return switch (obstacle) {
            case NONE -> Obstacle.OBSTACLE_NONE;
            case NO_CANDIDATE -> Obstacle.OBSTACLE_NO_CANDIDATE;
            case PAUSED -> Obstacle.OBSTACLE_PAUSED;
            case BOOTSTRAPPING -> Obstacle.OBSTACLE_BOOTSTRAPPING;
        };
    }

    static NodeRole nodeRole(LogStatus.Role role) {
        return switch (role) {
            case LEADER -> NodeRole.NODE_ROLE_LEADER;
            case FOLLOWER -> NodeRole.NODE_ROLE_FOLLOWER;
            case CANDIDATE -> NodeRole.NODE_ROLE_CANDIDATE;
            case FAILED -> NodeRole.NODE_ROLE_FAILED;
        };
    }
}
