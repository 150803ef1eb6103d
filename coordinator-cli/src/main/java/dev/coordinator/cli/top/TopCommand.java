package dev.coordinator.cli.top;

import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.invocation.DurationOption;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.cli.invocation.UsageError;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "top",
        description = {
            "Show the cluster on the whole terminal, live: nodes, rates, and the pools in trouble first.",
            "When a node is lost it goes on through another. ? lists the keys, q quits.",
        },
        footer = {
            "",
            "  coordctl top",
            "  coordctl top --prefix shop/ --sort lease --interval 1s",
            "",
            "It waits for a node for 1s, or for --timeout if that is shorter.",
        })
public final class TopCommand implements Callable<Integer> {

    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(200);
    private static final Duration LONGEST_INTERVAL = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Invocation invocation;

    @Option(names = "--prefix", paramLabel = "TEXT", description = "Only pools whose name starts so.")
    private String prefix = "";

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            defaultValue = "2s",
            description = "Read so often; 200ms to 1h, default ${DEFAULT-VALUE}. Less often when reading takes long.")
    private Duration interval = Duration.ZERO;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Read so many pools at most, the first by name; 1 to 100000, default ${DEFAULT-VALUE}.")
    private int limit;

    @Option(
            names = "--sort",
            paramLabel = "ORDER",
            defaultValue = "trouble",
            description = "What comes first: trouble, name, lease or change; default ${DEFAULT-VALUE}.")
    private String sort = "";

    public TopCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        View view = View.first(order());
        check();
        try (Cluster cluster = invocation.cluster();
                Surveyor surveyor = new Surveyor(survey(cluster), interval);
                Stage stage = TerminalStage.open(invocation.coloursWanted())) {
            invocation.interrupts().onInterrupt(stage::close);
            surveyor.start();
            new Show(
                            stage,
                            new Painter(invocation.zone()),
                            opened -> {
                                surveyor.open(opened);
                                return surveyor.reading();
                            },
                            Moment::now)
                    .run(view);
        }
        return 0;
    }

    private Survey survey(Cluster cluster) {
        Duration patience = cluster.timeout().compareTo(PATIENCE) < 0 ? cluster.timeout() : PATIENCE;
        return new Survey(cluster, patience, prefix, limit, Moment::now);
    }

    private Order order() {
        return Arrays.stream(Order.values())
                .filter(order -> order.name().toLowerCase(Locale.ROOT).equals(sort))
                .findFirst()
                .orElseThrow(() -> new UsageError("--sort: "
                        + Arrays.stream(Order.values())
                                .map(order -> order.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + "; not '" + sort + "'."));
    }

    private void check() {
        if (interval.compareTo(SHORTEST_INTERVAL) < 0 || interval.compareTo(LONGEST_INTERVAL) > 0) {
            throw new UsageError("--interval: 200ms to 1h.");
        }
        if (limit < 1 || limit > 100_000) {
            throw new UsageError("--limit: 1 to 100000.");
        }
        if (invocation.json()) {
            throw new UsageError(
                    "top draws on a terminal; 'coordctl pools -o json' and 'coordctl watch -o json' are for"
                            + " programs.");
        }
        if (invocation.terminalIsDumb()) {
            throw new UsageError("top needs a terminal that can move the cursor, and TERM says that this one can't. See"
                    + " 'coordctl pools', 'coordctl status' and 'coordctl watch'.");
        }
    }
}
