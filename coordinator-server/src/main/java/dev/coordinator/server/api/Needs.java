package dev.coordinator.server.api;

import com.google.protobuf.Message;
import dev.coordinator.server.access.Need;
import dev.coordinator.server.access.Verb;
import dev.coordinator.v1.BackupServiceGrpc;
import dev.coordinator.v1.ClusterOperationsServiceGrpc;
import dev.coordinator.v1.ClusterServiceGrpc;
import dev.coordinator.v1.LeaseServiceGrpc;
import dev.coordinator.v1.PoolOperationsServiceGrpc;
import dev.coordinator.v1.PoolServiceGrpc;
import io.grpc.MethodDescriptor;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Which permission each call takes. A call that isn't here is served to nobody. */
final class Needs {

    private static final Need EVERYTHING = Need.ofEveryPool(Verb.ADMINISTER);
    private static final Need SOME_READING = Need.ofSomePool(Verb.READ);
    private static final Need ALL_READING = Need.ofEveryPool(Verb.READ);
    private static final Need SOME_CHECK_IN = Need.ofSomePool(Verb.CHECK_IN);

    private final Map<String, Function<Message, Need>> byMethod = new HashMap<>();

    Needs() {
        checkIns();
        reading();
        operating();
        administering();
    }

    private void checkIns() {
        put(LeaseServiceGrpc.getCheckInMethod(), ask -> Need.checkIn(ask.getPool(), ask.getInstanceId()));
        put(LeaseServiceGrpc.getLeaveMethod(), ask -> Need.checkIn(ask.getPool(), ask.getInstanceId()));
        put(
                LeaseServiceGrpc.getSessionMethod(),
                ask -> SOME_CHECK_IN); // And each message what it says, see SessionRights.
    }

    private void reading() {
        put(PoolServiceGrpc.getGetPoolMethod(), ask -> Need.ofPool(Verb.READ, ask.getPool()));
        put(PoolServiceGrpc.getListPoolsMethod(), ask -> SOME_READING);
        put(PoolServiceGrpc.getListInstancesMethod(), ask -> Need.ofPool(Verb.READ, ask.getPool()));
        put(PoolServiceGrpc.getGetInstanceMethod(), ask -> Need.ofPool(Verb.READ, ask.getPool()));
        put(PoolServiceGrpc.getGetHistoryMethod(), ask -> Need.ofPool(Verb.READ, ask.getPool()));
        put(PoolServiceGrpc.getExplainMethod(), ask -> Need.ofPool(Verb.READ, ask.getPool()));
        put(
                PoolServiceGrpc.getWatchMethod(),
                ask -> ask.getPool().isEmpty() ? SOME_READING : Need.ofPool(Verb.READ, ask.getPool()));
        put(ClusterServiceGrpc.getStatusMethod(), ask -> SOME_READING);
        put(ClusterServiceGrpc.getListNodeChangesMethod(), ask -> SOME_READING);
        put(ClusterServiceGrpc.getGetMetricsMethod(), ask -> ALL_READING);
    }

    private void operating() {
        put(PoolOperationsServiceGrpc.getSwitchOverMethod(), ask -> operate(ask.getPool()));
        put(PoolOperationsServiceGrpc.getScheduleSwitchOverMethod(), ask -> operate(ask.getPool()));
        put(PoolOperationsServiceGrpc.getCancelSwitchOverMethod(), ask -> operate(ask.getPool()));
        put(PoolOperationsServiceGrpc.getFailOverMethod(), ask -> operate(ask.getPool()));
        put(PoolOperationsServiceGrpc.getCallOffHandoverMethod(), ask -> operate(ask.getPool()));
        put(PoolOperationsServiceGrpc.getPauseMethod(), ask -> operate(ask.getPool()));
        put(PoolOperationsServiceGrpc.getResumeMethod(), ask -> operate(ask.getPool()));
        put(PoolOperationsServiceGrpc.getCordonMethod(), ask -> operate(ask.getPool()));
        put(PoolOperationsServiceGrpc.getUncordonMethod(), ask -> operate(ask.getPool()));
        put(PoolOperationsServiceGrpc.getEvictMethod(), ask -> operate(ask.getPool()));
    }

    private static Need operate(String pool) {
        return Need.ofPool(Verb.OPERATE, pool);
    }

    private void administering() {
        put(PoolServiceGrpc.getUpdatePoolSettingsMethod(), ask -> Need.ofPool(Verb.ADMINISTER, ask.getPool()));
        put(PoolOperationsServiceGrpc.getDeletePoolMethod(), ask -> Need.ofPool(Verb.ADMINISTER, ask.getPool()));
        put(ClusterOperationsServiceGrpc.getAddNodeMethod(), ask -> EVERYTHING);
        put(ClusterOperationsServiceGrpc.getRemoveNodeMethod(), ask -> EVERYTHING);
        put(ClusterOperationsServiceGrpc.getMoveNodeMethod(), ask -> EVERYTHING);
        put(ClusterOperationsServiceGrpc.getTransferLeadershipMethod(), ask -> EVERYTHING);
        put(ClusterOperationsServiceGrpc.getDrainNodeMethod(), ask -> EVERYTHING);
        put(ClusterOperationsServiceGrpc.getUndrainNodeMethod(), ask -> EVERYTHING);
        put(BackupServiceGrpc.getSaveBackupMethod(), ask -> EVERYTHING);
    }

    /** The cast holds, for a call's messages are of its own type. */
    @SuppressWarnings("unchecked")
    private <Q extends Message> void put(MethodDescriptor<Q, ?> method, Function<Q, Need> need) {
        byMethod.put(method.getFullMethodName(), message -> need.apply((Q) message));
    }

    /** @throws IllegalStateException if nobody has said which permission it takes */
    Function<Message, Need> of(MethodDescriptor<?, ?> method) {
        Function<Message, Need> need = byMethod.get(method.getFullMethodName());
        if (need == null) {
            throw new IllegalStateException("nobody has said which permission it takes: " + method.getFullMethodName());
        }
        return need;
    }
}
