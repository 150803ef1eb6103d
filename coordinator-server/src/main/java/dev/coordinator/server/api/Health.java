package dev.coordinator.server.api;

import dev.coordinator.server.replication.LogStatus;
import io.grpc.BindableService;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import java.util.List;
import java.util.function.Supplier;

/** Tells load balancers and orchestrators whether this node can serve: it has not failed, and it knows who leads. */
final class Health {

    private final Supplier<LogStatus> log;
    private final List<String> services;
    private final HealthStatusManager told = new HealthStatusManager();

    /** @param services told of each, besides the node as a whole */
    Health(Supplier<LogStatus> log, List<String> services) {
        this.log = log;
        this.services = services;
        update();
    }

    BindableService service() {
        return told.getHealthService();
    }

    /** Looks again. */
    void update() {
        LogStatus status = log.get();
        boolean serves =
                status.role() != LogStatus.Role.FAILED && status.leader().isPresent();
        ServingStatus word = serves ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
        told.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, word);
        services.forEach(service -> told.setStatus(service, word));
    }

    /** From now on it does not serve, whatever the log says. */
    void stop() {
        told.enterTerminalState();
    }
}
