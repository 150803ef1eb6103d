package dev.coordinator.cli.membership;

import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.cli.invocation.UsageError;
import dev.coordinator.client.Member;
import java.util.Map;
import picocli.CommandLine.Option;

/** What a member says of itself, in options. */
public final class MemberOptions {

    @Option(names = "--address", order = 3, paramLabel = "TEXT", description = "Where it is reached, shown to others.")
    private String address = "";

    @Option(
            names = "--priority",
            order = 4,
            paramLabel = "N",
            description = "Higher is preferred when a primary is chosen.")
    private int priority;

    @Option(names = "--label", order = 5, paramLabel = "KEY=VALUE", description = "A label; may be repeated.")
    private Map<String, String> labels = Map.of();

    /**
     * The member that they describe.
     *
     * @throws UsageError when something of it is not allowed
     */
    public Member member(String pool, String instance) {
        try {
            return new Member(pool, instance, address, priority, labels);
        } catch (IllegalArgumentException e) {
            throw new UsageError(e.getMessage() + ".");
        }
    }

    /** For when nothing has been heard for a while. */
    public static void noteNoAnswer(Invocation invocation) {
        invocation.note("coordctl: No coordinator has taken a check-in yet (endpoints from "
                + invocation.endpointsOrigin() + "); it goes on trying.");
        invocation.note(
                "See 'coordctl status'. Say where it runs with --endpoints HOST:PORT,... or COORDCTL_ENDPOINTS.");
    }
}
