package dev.coordinator.cli.doctor;

import dev.coordinator.cli.cluster.Verdict;
import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.invocation.DurationOption;
import dev.coordinator.cli.invocation.ExitStatus;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.cli.invocation.UsageError;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        description = {
            "Say what is wrong with the cluster and what to do, the worst first.",
            "It looks at nodes, clocks, pools and settings from here, and changes nothing.",
        },
        footer = {
            "",
            "  coordctl doctor",
            "  coordctl doctor --observe 30s     (tells clocks' rates more exactly)",
            "  coordctl doctor -o json | jq '.findings[] | select(.level == \"problem\")'",
            "",
            "Ends with 0 when there is no problem, warnings or not; with 4 when no node answers or no majority is seen to"
                    + " follow one leader; with 1 for any other problem.",
        })
public final class DoctorCommand implements Callable<Integer> {

    /** Of a larger cluster the first by name are read. */
    public static final int MOST_POOLS = 10_000;

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Invocation invocation;

    @Option(
            names = "--observe",
            paramLabel = "DURATION",
            defaultValue = "2s",
            converter = DurationOption.class,
            description = "How long to look, at most 5m; default ${DEFAULT-VALUE}.")
    private Duration observe = Duration.ZERO;

    public DoctorCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (observe.compareTo(LONGEST) > 0) {
            throw new UsageError("--observe: at most 5m.");
        }
        Picture picture;
        try (Cluster cluster = invocation.cluster()) {
            picture = new Examination(cluster, observe, MOST_POOLS)
                    .take(invocation.version(), invocation.endpointsOrigin());
        }
        Report report = Report.of(picture);
        if (invocation.json()) {
            invocation.sayJson(report.json());
        } else {
            invocation.say(report.lines(invocation.screen()));
        }
        return status(picture.verdict(), report).code();
    }

    private static ExitStatus status(Verdict verdict, Report report) {
        if (!verdict.quorum() && verdict.clusters().size() < 2) {
            return ExitStatus.UNAVAILABLE;
        }
        return report.hasProblem() ? ExitStatus.FAILED : ExitStatus.OK;
    }
}
