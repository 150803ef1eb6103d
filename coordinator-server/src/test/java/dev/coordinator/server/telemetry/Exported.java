package dev.coordinator.server.telemetry;

import dev.coordinator.server.lease.Actor;
import dev.coordinator.server.lease.Census;
import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Holding;
import dev.coordinator.server.lease.Incarnation;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.LeaseMachine;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.Profile;
import dev.coordinator.server.lease.Role;
import dev.coordinator.server.lease.Stamp;
import dev.coordinator.server.lease.Trigger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All that a node can export, read from the page of one on which everything has happened once. */
final class Exported {

    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_0-9]+)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

    private final String page;

    Exported() {
        Metrics metrics = new Metrics("1.2.3");
        metrics.checkIns().answered(Role.PRIMARY, 1);
        metrics.log().closed(1, 1);
        metrics.log().committed(1);
        metrics.log().applied(1);
        metrics.leases().renewed(1, 2);
        metrics.leases().decided(List.of(granted()));
        metrics.storage().written(1);
        metrics.storage().snapshotTaken(1);
        metrics.storage().snapshotKept(1, 1, 1);
        metrics.access().unauthenticated(Role.PRIMARY);
        metrics.access().denied(Role.PRIMARY);
        metrics.access().looked(true);
        metrics.access().auditLost();
        metrics.state().counted(census(), ClusterTime.ZERO);
        metrics.webhooks().show(List.of("w"), () -> List.of(new WebhookMetrics.Waiting("w", 1, 1, true)));
        metrics.webhooks().tried("w", WebhookMetrics.Outcome.DELIVERED, 1);
        metrics.show(
                () -> new LogPosition(true, true, 1, 1, 1, 1),
                () -> new NodeCondition(1, 1, 1, Map.of("n2", true), Map.of("api", 1L), Map.of("api", true), 1, 1, 1));
        page = metrics.page("text/plain").text();
    }

    /** Our own, as {@code name{label,…}} in order of name, with what kind each is. */
    SortedMap<String, String> documented() {
        SortedMap<String, String> metrics = new TreeMap<>();
        TYPE.matcher(page)
                .results()
                .filter(type -> type.group(1).startsWith("coordinator_"))
                .forEach(type -> {
                    String name = type.group(1);
                    boolean isInfo = name.endsWith("_info");
                    metrics.put(name + labels(name), isInfo ? "info" : type.group(2));
                });
        return metrics;
    }

    /** Whether there is a series of that name. */
    boolean has(String series) {
        return samples().anyMatch(sample -> sample.group(1).equals(series));
    }

    /** Whether series of that name have that label. */
    boolean has(String series, String label) {
        return samples()
                .filter(sample -> sample.group(1).equals(series) && sample.group(2) != null)
                .anyMatch(sample -> LABEL.matcher(sample.group(2))
                        .results()
                        .anyMatch(each -> each.group(1).equals(label)));
    }

    private Stream<MatchResult> samples() {
        return SAMPLE.matcher(page).results();
    }

    private String labels(String name) {
        TreeSet<String> labels = new TreeSet<>();
        samples()
                .filter(sample -> sample.group(1).startsWith(name) && sample.group(2) != null)
                .filter(sample ->
                        List.of("", "_bucket").contains(sample.group(1).substring(name.length())))
                .forEach(sample -> {
                    Matcher label = LABEL.matcher(sample.group(2));
                    while (label.find()) {
                        labels.add(label.group(1));
                    }
                });
        labels.remove("le");
        return labels.isEmpty() ? "" : "{" + String.join(",", labels) + "}";
    }

    private static Census census() {
        LeaseMachine machine = new LeaseMachine();
        Command checkIn = new Command.CheckIn(
                new PoolName("p"),
                new InstanceId("i"),
                new Incarnation(1),
                List.of(),
                0,
                1,
                Profile.PLAIN,
                Holding.UNSAID,
                false,
                true);
        machine.apply(new Stamp(ClusterTime.ZERO, 0), List.of(checkIn), change -> {});
        Census census = new Census(1);
        machine.count(Optional.empty(), 1, census);
        return census;
    }

    private static Change granted() {
        return new Change(
                new PoolName("p"),
                ChangeKind.GRANTED,
                new Trigger(ChangeCause.EXPIRED, Actor.NONE, 0),
                Optional.empty(),
                Optional.of(new InstanceId("i")),
                1,
                0,
                1,
                List.of());
    }

    /** The words that a label's values may be, of those that come from an enum. */
    static boolean isWordOf(Class<? extends Enum<?>> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .anyMatch(constant -> CheckInMetrics.word(constant).equals(word));
    }
}
