package dev.coordinator.cli.cluster;

import dev.coordinator.cli.invocation.AuthorOptions;
import dev.coordinator.cli.invocation.DurationOption;
import dev.coordinator.cli.invocation.ExitStatus;
import dev.coordinator.cli.invocation.Invocation;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "replace",
        description = {
            "Add one node, and then remove another.",
            "",
            "The new one votes before the old one goes. With one id for both, a node that",
            "lost its data comes back as a new voter: then the old one is removed first.",
            "Safe to repeat, and goes on where it was ended.",
        },
        footer = {
            "",
            "  coordctl cluster replace n2 n4 --api 10.0.0.4:7400 --raft 10.0.0.4:7401",
            "  coordctl cluster replace n2 n2 --api 10.0.0.2:7400 --raft 10.0.0.2:7401",
            "",
            "Ends as 'cluster add' and 'cluster remove' do.",
        })
public final class ReplaceCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "OLD", description = "Who goes.")
    private String old = "";

    @Parameters(index = "1", paramLabel = "NEW", description = "Who comes, and waits to be added.")
    private String fresh = "";

    @Mixin
    private final PlaceOptions place = new PlaceOptions();

    @Option(
            names = "--wait-for",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "Wait no longer than this for either step, such as 30s; else 10m.")
    private Duration atMost = Duration.ofMinutes(10);

    @Mixin
    private final AuthorOptions author = new AuthorOptions();

    public ReplaceCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (old.equals(fresh)) {
            ExitStatus left = leave(new Operator(invocation));
            return (left == ExitStatus.OK ? join(new Operator(invocation)) : left).code();
        }
        ExitStatus joined = join(new Operator(invocation));
        ExitStatus end = joined == ExitStatus.OK ? leave(new Operator(invocation)) : joined;
        if (end == ExitStatus.OK) {
            RemoveCommand.noteWhatIsLeft(invocation);
        }
        return end.code();
    }

    private ExitStatus join(Operator operator) {
        AddCommand.add(invocation, operator, fresh, place, author);
        return new Waiting(invocation, operator).through(atMost, census -> Joining.joining(census, fresh));
    }

    private ExitStatus leave(Operator operator) {
        if (operator.census().listed(old).isEmpty()) {
            return ExitStatus.OK;
        }
        RemoveCommand.remove(invocation, operator, old, author);
        return new Waiting(invocation, operator).through(atMost, census -> Joining.leaving(census, old));
    }
}
