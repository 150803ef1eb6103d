package dev.coordinator.server.node;

import dev.coordinator.server.access.AccessControl;
import dev.coordinator.server.access.AccessException;
import dev.coordinator.server.access.AccessMeter;
import dev.coordinator.server.access.Refusal;
import dev.coordinator.server.access.Verb;
import dev.coordinator.server.api.Entrance;
import dev.coordinator.server.config.ClientAuth;
import dev.coordinator.server.config.HostPort;
import dev.coordinator.server.config.NodeConfiguration;
import dev.coordinator.server.telemetry.AccessMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may do what at this node, as far as it is configured. */
final class NodeAccess {

    private static final Logger LOG = LoggerFactory.getLogger(NodeAccess.class);

    private NodeAccess() {}

    /**
     * Reads the rules, if there is a file of them, and looks whether the audit trail can be written.
     *
     * @param lines writes it, one task after the other; rejects when too many wait
     * @throws IOException if either can't be done; says all that is wrong, and where
     */
    static Entrance open(NodeConfiguration configuration, AccessMetrics metrics, Executor lines) throws IOException {
        AuditLog audit = AuditLog.open(configuration.log().auditFile(), lines, metrics::auditLost);
        return new Entrance(rules(configuration, metrics), audit);
    }

    private static Optional<AccessControl> rules(NodeConfiguration configuration, AccessMetrics metrics)
            throws AccessException {
        Optional<Path> file = configuration.api().access();
        if (file.isPresent()) {
            return Optional.of(
                    AccessControl.open(file.get(), InstantSource.system(), System::nanoTime, new Meter(metrics)));
        }
        warn(configuration);
        return Optional.empty();
    }

    private static void warn(NodeConfiguration configuration) {
        boolean exposed = !configuration.api().listen().isLoopback()
                || configuration
                        .http()
                        .listen()
                        .filter(http -> !http.isLoopback())
                        .isPresent();
        if (exposed) {
            boolean certified = configuration.api().tls().clientAuth() == ClientAuth.REQUIRED;
            LOG.warn(
                    "event=everybody-may-everything api={} http={} why=\"{} can do everything at this node, in the name of every"
                            + " instance: name a file of rules in api.access\"",
                    configuration.api().listen(),
                    configuration.http().listen().map(HostPort::toString).orElse("off"),
                    certified ? "whoever has a certificate of the client authority" : "whoever reaches the API");
        }
    }

    private record Meter(AccessMetrics metrics) implements AccessMeter {

        @Override
        public void refused(Refusal.Reason reason) {
            metrics.unauthenticated(reason);
        }

        @Override
        public void denied(Verb verb) {
            metrics.denied(verb);
        }

        @Override
        public void looked(boolean isInForce) {
            metrics.looked(isInForce);
        }
    }
}
