package dev.coordinator.server.telemetry;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Gauges whose values are asked for at every scrape. Who is asked must not block. */
record AskedGauges(PrometheusRegistry registry) {

    /** One number. */
    void number(String name, String help, Supplier<? extends Number> value) {
        some(name, help, () -> Optional.of(value.get()));
    }

    /** One number that isn't always known; then it is left out. */
    void some(String name, String help, Supplier<Optional<? extends Number>> value) {
        register(name, help, List.of(), () -> value.get().stream().map(each -> new Point(each, List.of())));
    }

    /** One number for each value of a label; there is no series for what isn't given. */
    void each(String name, String help, String label, Supplier<Stream<Point>> points) {
        register(name, help, List.of(label), points);
    }

    private void register(String name, String help, List<String> labels, Supplier<Stream<Point>> points) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(labels.toArray(String[]::new))
                .callback(out -> points.get()
                        .forEach(point -> out.call(
                                point.value().doubleValue(), point.labels().toArray(String[]::new))))
                .register(registry);
    }

    /** One series' value now. */
    record Point(Number value, List<String> labels) {

        static Point of(String label, boolean isSo) {
            return new Point(isSo ? 1 : 0, List.of(label));
        }

        static Point of(String label, Number value) {
            return new Point(value, List.of(label));
        }
    }
}
