package dev.coordinator.cli;

import com.google.protobuf.Timestamp;
import dev.coordinator.v1.Candidate;
import dev.coordinator.v1.CandidateVerdict;
import dev.coordinator.v1.Change;
import dev.coordinator.v1.ChangeCause;
import dev.coordinator.v1.ChangeKind;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.PoolSettings;
import dev.coordinator.v1.PoolState;
import dev.coordinator.v1.Primary;

/** Pools in their usual states. */
public final class Samples {

    public static final Timestamp NOON =
            Timestamp.newBuilder().setSeconds(1_772_366_400).setNanos(123).build();

    public static final PoolSettings SETTINGS = PoolSettings.newBuilder()
            .setCheckInIntervalMs(30_000)
            .setLeaseTtlMs(120_000)
            .setSafetyMarginMs(12_000)
            .setRetentionMs(86_400_000)
            .setFlapWindowMs(600_000)
            .setMinCandidates(1)
            .setBootstrapWaitMs(0)
            .setDrainTimeoutMs(60_000)
            .setFailback(false)
            .setHoldDownMs(300_000)
            .build();

    public static final Change GRANT = Change.newBuilder()
            .setPool("orders")
            .setKind(ChangeKind.CHANGE_KIND_GRANTED)
            .setCause(ChangeCause.CHANGE_CAUSE_EXPIRED)
            .setFrom("app-0")
            .setTo("app-1")
            .setEpoch(17)
            .setTime(NOON)
            .setLogIndex(99)
            .setVacantForMs(12_345)
            .addCandidates(candidate("app-1", CandidateVerdict.CANDIDATE_VERDICT_CHOSEN))
            .addCandidates(candidate("app-2", CandidateVerdict.CANDIDATE_VERDICT_LIVE_SHORTER))
            .build();

    public static final Pool HELD = Pool.newBuilder()
            .setName("orders")
            .setState(PoolState.POOL_STATE_HELD)
            .setPrimary(Primary.newBuilder()
                    .setInstanceId("app-1")
                    .setEpoch(17)
                    .setSince(NOON)
                    .setAddress("10.0.0.1:8080")
                    .putLabels("zone", "a")
                    .putLabels("build", "7")
                    .setConfirmed(true))
            .setLeaseRemainingMs(92_400)
            .setSettings(SETTINGS)
            .setInstances(4)
            .setLive(3)
            .setSuccessors(2)
            .addNextInLine("app-2")
            .addNextInLine("app-3")
            .setLastChange(GRANT)
            .build();

    public static final Pool VACANT = Pool.newBuilder()
            .setName("billing")
            .setState(PoolState.POOL_STATE_VACANT)
            .setSettings(SETTINGS)
            .setInstances(2)
            .build();

    private Samples() {}

    public static Candidate candidate(String instance, CandidateVerdict verdict) {
        return Candidate.newBuilder()
                .setInstanceId(instance)
                .setVerdict(verdict)
                .build();
    }
}
