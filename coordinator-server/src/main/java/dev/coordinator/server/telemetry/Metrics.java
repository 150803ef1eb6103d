package dev.coordinator.server.telemetry;

import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * All metrics of one node, the Java process included.
 *
 * <p>Safe for use by any thread.
 */
public final class Metrics {

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ExpositionFormats formats = ExpositionFormats.init();
    private final CheckInMetrics checkIns = new CheckInMetrics(registry);
    private final LogMetrics log = new LogMetrics(registry);
    private final LeaseMetrics leases = new LeaseMetrics(registry);
    private final StateMetrics state = new StateMetrics(registry);
    private final StorageMetrics storage = new StorageMetrics(registry);
    private final AccessMetrics access = new AccessMetrics(registry);
    private final WebhookMetrics webhooks = new WebhookMetrics(registry);

    /** Of a node that runs this release. */
    public Metrics(String version) {
        Info.builder()
                .name("coordinator_build_info")
                .help("The release that this node runs.")
                .labelNames("version")
                .register(registry)
                .setLabelValues(version);
        JvmMetrics.builder().register(registry);
    }

    /** Check-ins that this node took from instances. */
    public CheckInMetrics checkIns() {
        return checkIns;
    }

    /** Groups of commands on their way through the log. */
    public LogMetrics log() {
        return log;
    }

    /** What was decided while this node led. */
    public LeaseMetrics leases() {
        return leases;
    }

    /** The pools and instances there are. */
    public StateMetrics state() {
        return state;
    }

    /** How this node gets on with telling webhooks. */
    public WebhookMetrics webhooks() {
        return webhooks;
    }

    /** How this node gets on with its disk. */
    public StorageMetrics storage() {
        return storage;
    }

    /** Whom this node kept out. */
    public AccessMetrics access() {
        return access;
    }

    /** Shows where this node is in the log and how it does, asked at every scrape; neither may block. */
    public void show(Supplier<LogPosition> position, Supplier<NodeCondition> condition) {
        AskedGauges asked = new AskedGauges(registry);
        asked.number(
                "coordinator_raft_leading",
                "1 on the node that leads, else 0.",
                () -> position.get().leading() ? 1 : 0);
        asked.number(
                "coordinator_raft_has_leader",
                "1 while this node knows who leads, else 0.",
                () -> position.get().hasLeader() ? 1 : 0);
        asked.number(
                "coordinator_raft_term",
                "The highest term this node has heard of.",
                () -> position.get().term());
        asked.number(
                "coordinator_raft_last_log_index",
                "The last entry stored here.",
                () -> position.get().stored());
        asked.number(
                "coordinator_raft_committed_index",
                "The last entry known here to be committed.",
                () -> position.get().committed());
        asked.number(
                "coordinator_raft_applied_index",
                "The last entry applied here.",
                () -> position.get().applied());
        ConditionMetrics.register(asked, condition);
    }

    /**
     * All of it, as it is now.
     *
     * @param accept which form the reader prefers, as in HTTP's {@code Accept}: OpenMetrics, or else Prometheus' text form
     */
    public Page page(String accept) {
        ExpositionFormatWriter writer = formats.findWriter(accept);
        ByteArrayOutputStream out = new ByteArrayOutputStream(16 << 10);
        try {
            writer.write(out, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Page(writer.getContentType(), out.toString(StandardCharsets.UTF_8));
    }

    /**
     * What is served.
     *
     * @param type its content type, as in HTTP
     */
    public record Page(String type, String text) {}
}
