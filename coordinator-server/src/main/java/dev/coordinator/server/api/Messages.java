package dev.coordinator.server.api;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import dev.coordinator.server.lease.Alarm;
import dev.coordinator.server.lease.AppointmentView;
import dev.coordinator.server.lease.Candidate;
import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.Dispute;
import dev.coordinator.server.lease.Eviction;
import dev.coordinator.server.lease.Explanation;
import dev.coordinator.server.lease.Info;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.InstanceView;
import dev.coordinator.server.lease.PoolSettings;
import dev.coordinator.server.lease.PoolView;
import dev.coordinator.server.lease.PrimaryView;
import dev.coordinator.server.lease.Suspension;
import dev.coordinator.server.lease.Tenure;
import dev.coordinator.v1.ExplainResponse;
import dev.coordinator.v1.ForetoldChange;
import dev.coordinator.v1.Instance;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.Primary;
import dev.coordinator.v1.ScheduledSwitchover;
import java.util.List;

/** What readers see, as messages. */
final class Messages {

    private Messages() {}

    static Pool pool(PoolView view) {
        Pool.Builder pool = Pool.newBuilder()
                .setName(view.name().value())
                .setState(WireEnums.state(view.tenure()))
                .setLeaseRemainingMs(view.leaseRemainingMillis())
                .setSettings(settings(view.settings()))
                .setInstances(view.instances())
                .setLive(view.live())
                .setSuccessors(view.successors())
                .setRecentLosses(view.recentLosses())
                .addAllNextInLine(names(view.nextInLine()))
                .setTarget(view.target().map(InstanceId::value).orElse(""))
                .setCallOffInMs(Math.max(0, view.callOffInMillis()))
                .setGrantsNothingForMs(Math.max(0, view.grantsNothingForMillis()))
                .setPaused(view.pause().isPresent());
        view.pause().ifPresent(pause -> pool.setPause(suspension(pause)));
        view.appointment().ifPresent(appointment -> pool.setScheduledSwitchover(scheduled(appointment)));
        view.alarms().forEach(alarm -> pool.addAlarms(alarm(alarm)));
        view.primary().ifPresent(primary -> pool.setPrimary(primary(primary)));
        view.lastChange().ifPresent(last -> pool.setLastChange(change(last)));
        if (view.tenure() instanceof Tenure.Designated awaited) {
            pool.setDesignated(awaited.instance().value());
        }
        return pool.build();
    }

    static Primary primary(PrimaryView view) {
        return Primary.newBuilder()
                .setInstanceId(view.instance().value())
                .setEpoch(view.epoch().number())
                .setSince(timestamp(view.sinceWallMillis()))
                .setAddress(view.address())
                .putAllLabels(view.labels())
                .setConfirmed(view.confirmed())
                .build();
    }

    private static dev.coordinator.v1.Suspension suspension(Suspension view) {
        dev.coordinator.v1.Suspension.Builder message = dev.coordinator.v1.Suspension.newBuilder()
                .setActor(view.actor().name())
                .setComment(view.actor().comment())
                .setSince(timestamp(view.sinceWallMillis()));
        view.remainingMillis().ifPresent(millis -> message.setRemainingMs(Math.max(0, millis)));
        return message.build();
    }

    private static ScheduledSwitchover scheduled(AppointmentView view) {
        return ScheduledSwitchover.newBuilder()
                .setTo(view.to().map(InstanceId::value).orElse(""))
                .setAt(timestamp(view.atWallMillis()))
                .setRemainingMs(Math.max(0, view.remainingMillis()))
                .setActor(view.actor().name())
                .setComment(view.actor().comment())
                .setSince(timestamp(view.sinceWallMillis()))
                .build();
    }

    private static dev.coordinator.v1.Alarm alarm(Alarm alarm) {
        return dev.coordinator.v1.Alarm.newBuilder()
                .setInstanceId(alarm.instance().value())
                .setIncarnation(alarm.claimant().incarnation().bits())
                .setAddress(alarm.claimant().address())
                .setEpoch(alarm.epoch())
                .setHolder(alarm.holder().map(InstanceId::value).orElse(""))
                .setTime(timestamp(alarm.wallMillis()))
                .build();
    }

    private static dev.coordinator.v1.Dispute dispute(Dispute dispute) {
        return dev.coordinator.v1.Dispute.newBuilder()
                .setOwnerIncarnation(dispute.owner().incarnation().bits())
                .setOwnerAddress(dispute.owner().address())
                .setOtherIncarnation(dispute.other().incarnation().bits())
                .setOtherAddress(dispute.other().address())
                .setTime(timestamp(dispute.wallMillis()))
                .build();
    }

    private static dev.coordinator.v1.Eviction eviction(Eviction eviction) {
        return dev.coordinator.v1.Eviction.newBuilder()
                .setActor(eviction.actor().name())
                .setComment(eviction.actor().comment())
                .setTime(timestamp(eviction.wallMillis()))
                .build();
    }

    static ExplainResponse explanation(long logIndex, Explanation explanation) {
        ExplainResponse.Builder message = ExplainResponse.newBuilder()
                .setPool(pool(explanation.pool()))
                .setNext(explanation.next().map(InstanceId::value).orElse(""))
                .setObstacle(WireEnums.obstacle(explanation.obstacle()))
                .setDelayMs(explanation.delayMillis())
                .setDelayedBy(WireEnums.obstacle(explanation.delayedBy()))
                .setHandoverTo(explanation.handoverTo().map(InstanceId::value).orElse(""))
                .setLogIndex(logIndex);
        explanation.worstCaseMillis().ifPresent(millis -> message.setWorstCaseMs(Math.max(0, millis)));
        explanation.candidates().forEach(each -> message.addCandidates(candidate(each)));
        explanation
                .course()
                .forEach(each -> message.addCourse(
                        ForetoldChange.newBuilder().setInMs(each.inMillis()).setChange(change(each.change()))));
        return message.build();
    }

    static dev.coordinator.v1.PoolSettings settings(PoolSettings settings) {
        return dev.coordinator.v1.PoolSettings.newBuilder()
                .setCheckInIntervalMs(settings.checkInIntervalMillis())
                .setLeaseTtlMs(settings.leaseTtlMillis())
                .setSafetyMarginMs(settings.safetyMarginMillis())
                .setRetentionMs(settings.retentionMillis())
                .setFlapWindowMs(settings.flapWindowMillis())
                .setMinCandidates(settings.minCandidates())
                .setBootstrapWaitMs(settings.bootstrapWaitMillis())
                .setDrainTimeoutMs(settings.drainTimeoutMillis())
                .setFailback(settings.failback())
                .setHoldDownMs(settings.holdDownMillis())
                .build();
    }

    static Instance instance(InstanceView view) {
        Instance.Builder instance = Instance.newBuilder()
                .setInstanceId(view.id().value())
                .setRole(WireEnums.role(view.role()))
                .setLive(view.live())
                .setFresh(view.fresh())
                .setElectable(view.profile().electable())
                .setUnelectableReason(view.profile().unelectableReason())
                .setPriority(view.profile().priority())
                .setAddress(view.profile().address())
                .putAllLabels(view.profile().labels())
                .setInfo(info(view.profile().info()))
                .setIncarnation(view.incarnation().bits())
                .setSeq(view.seq())
                .setLastCheckInAgoMs(Math.max(0, view.lastCheckInAgoMillis()))
                .setLiveForMs(Math.max(0, view.liveForMillis()))
                .setLeft(view.left())
                .setRecentLosses(view.recentLosses());
        view.cordon().ifPresent(cordon -> instance.setCordon(suspension(cordon)));
        view.dispute().ifPresent(dispute -> instance.setDispute(dispute(dispute)));
        view.eviction().ifPresent(eviction -> instance.setEviction(eviction(eviction)));
        return instance.build();
    }

    /** A change whose place in the log is not known any more. */
    static dev.coordinator.v1.Change change(Change change) {
        return change(0, change);
    }

    static dev.coordinator.v1.Change change(long logIndex, Change change) {
        dev.coordinator.v1.Change.Builder message = dev.coordinator.v1.Change.newBuilder()
                .setPool(change.pool().value())
                .setKind(WireEnums.kind(change.kind()))
                .setCause(WireEnums.cause(change.cause()))
                .setFrom(change.from().map(InstanceId::value).orElse(""))
                .setTo(change.to().map(InstanceId::value).orElse(""))
                .setEpoch(change.epoch())
                .setTime(timestamp(change.wallMillis()))
                .setLogIndex(logIndex)
                .setVacantForMs(change.vacantForMillis())
                .setActor(change.trigger().actor().name())
                .setComment(change.trigger().actor().comment())
                .setMissedCheckIns(change.trigger().missedCheckIns());
        if (change.scheduledWallMillis() != 0) {
            message.setScheduledAt(timestamp(change.scheduledWallMillis()));
        }
        change.candidates().forEach(each -> message.addCandidates(candidate(each)));
        return message.build();
    }

    private static dev.coordinator.v1.Candidate candidate(Candidate candidate) {
        return dev.coordinator.v1.Candidate.newBuilder()
                .setInstanceId(candidate.instance().value())
                .setVerdict(WireEnums.verdict(candidate.verdict()))
                .build();
    }

    static List<String> names(List<InstanceId> ids) {
        return ids.stream().map(InstanceId::value).toList();
    }

    private static Struct info(Info info) {
        try {
            return Struct.parseFrom(info.toBytes());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("info was a Struct when it was checked in", e);
        }
    }

    private static Timestamp timestamp(long wallMillis) {
        return Timestamp.newBuilder()
                .setSeconds(Math.floorDiv(wallMillis, 1000L))
                .setNanos((int) Math.floorMod(wallMillis, 1000L) * 1_000_000)
                .build();
    }
}
