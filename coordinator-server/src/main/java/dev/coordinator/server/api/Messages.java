package dev.coordinator.server.api;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.Info;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.InstanceView;
import dev.coordinator.server.lease.PoolSettings;
import dev.coordinator.server.lease.PoolView;
import dev.coordinator.server.lease.PrimaryView;
import dev.coordinator.server.lease.Tenure;
import dev.coordinator.v1.Candidate;
import dev.coordinator.v1.Instance;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.Primary;
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
                .addAllNextInLine(names(view.nextInLine()));
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

    static dev.coordinator.v1.PoolSettings settings(PoolSettings settings) {
        return dev.coordinator.v1.PoolSettings.newBuilder()
                .setCheckInIntervalMs(settings.checkInIntervalMillis())
                .setLeaseTtlMs(settings.leaseTtlMillis())
                .setSafetyMarginMs(settings.safetyMarginMillis())
                .setRetentionMs(settings.retentionMillis())
                .setFlapWindowMs(settings.flapWindowMillis())
                .setMinCandidates(settings.minCandidates())
                .setBootstrapWaitMs(settings.bootstrapWaitMillis())
                .build();
    }

    static Instance instance(InstanceView view) {
        return Instance.newBuilder()
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
                .setRecentLosses(view.recentLosses())
                .build();
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
                .setVacantForMs(change.vacantForMillis());
        change.candidates()
                .forEach(each -> message.addCandidates(Candidate.newBuilder()
                        .setInstanceId(each.instance().value())
                        .setVerdict(WireEnums.verdict(each.verdict()))));
        return message.build();
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
