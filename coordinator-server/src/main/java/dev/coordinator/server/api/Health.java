package dev.coordinator.server.api;

import dev.coordinator.server.replication.LogStatus;
import io.grpc.BindableService;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Tells load balancers and orchestrators whether this node can serve: it has not failed, is not
 * being drained, and knows who leads.
 */
final class Health {

    static final String FAILED = "the node has failed; its log says why";

    private final Supplier<LogStatus> log;
    private final HealthStatusManager told = new HealthStatusManager();
    private volatile List<String> services = List.of();
    private volatile boolean draining;

    Health(Supplier<LogStatus> log) {
        this.log = log;
        update();
    }

    /** From now on tells of each of these, besides the node as a whole. */
    void tellOf(List<String> names) {
        services = List.copyOf(names);
        update();
    }

    BindableService service() {
        return told.getHealthService();
    }

    /** Looks again. */
    void update() {
        ServingStatus word = troubles().isEmpty() ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
        told.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, word);
        services.forEach(service -> told.setStatus(service, word));
    }

    /** Why it can't serve, for people; empty: it can. */
    List<String> troubles() {
        LogStatus status = log.get();
        List<String> troubles = new ArrayList<>();
        if (status.role() == LogStatus.Role.FAILED) {
            troubles.add(FAILED);
        } else if (status.leader().isEmpty()) {
            troubles.add("no node leads, as far as this one knows");
        }
        if (draining) {
            troubles.add("the node is being drained");
        }
        return troubles;
    }

    /** Whether only a restart can help. */
    boolean hasFailed() {
        return log.get().role() == LogStatus.Role.FAILED;
    }

    /** The node is being made ready for a stop, or serves again as ever. */
    void drain(boolean isDraining) {
        draining = isDraining;
        update();
    }

    /** From now on it does not serve, whatever the log says. */
    void stop() {
        told.enterTerminalState();
    }
}
