package dev.coordinator.cli.cluster;

import dev.coordinator.cli.cluster.Waiting.Stage;
import dev.coordinator.cli.invocation.AuthorOptions;
import dev.coordinator.cli.invocation.ExitStatus;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.v1.Node;
import dev.coordinator.v1.NodeStanding;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "replace",
        description = {
            "Add one node, and then remove another.",
            "",
            "The new one votes before the old one goes. With one id for both, a node that",
            "lost its data comes back as a new voter: then the old one is removed first.",
            "Safe to repeat, and goes on where it was ended; with --no-wait it begins one",
            "step each time.",
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

    @Mixin
    private final WaitOptions wait = new WaitOptions();

    @Mixin
    private final AuthorOptions author = new AuthorOptions();

    public ReplaceCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        long endNanos = System.nanoTime() + wait.atMost().toNanos();
        return (old.equals(fresh) ? anew(endNanos) : byAnother(endNanos)).code();
    }

    private ExitStatus byAnother(long endNanos) {
        Step joined = join(endNanos);
        Step end = joined.isDone() ? leave(endNanos) : joined;
        if (end.isDone()) {
            RemoveCommand.noteWhatIsLeft(invocation);
        }
        return end.status();
    }

    private ExitStatus anew(long endNanos) {
        Step left = isThereAnew() ? Step.DONE : leave(endNanos);
        return left.isDone() ? join(endNanos).status() : left.status();
    }

    /** Whether a run before this one has come so far that the old voter is gone, and the new one added. */
    private boolean isThereAnew() {
        Census census = new Operator(invocation).census();
        Optional<Node> listed = census.listed(fresh)
                .filter(node -> node.getApiAddress().equals(place.api())
                        && node.getRaftAddress().equals(place.raft()));
        boolean joining = listed.filter(node -> node.getStanding() == NodeStanding.NODE_STANDING_JOINING)
                .isPresent();
        boolean votes = listed.filter(node -> node.getStanding() == NodeStanding.NODE_STANDING_MEMBER)
                .flatMap(node -> census.answerOf(fresh))
                .filter(status -> !status.getWaitingToBeAdded())
                .isPresent();
        return joining || votes;
    }

    /** How one of the two has ended. */
    private record Step(boolean isDone, ExitStatus status) {
        static final Step DONE = new Step(true, ExitStatus.OK);
    }

    private Step join(long endNanos) {
        Operator operator = new Operator(invocation);
        AddCommand.add(invocation, operator, fresh, place, author);
        return follow(operator, endNanos, census -> Joining.joining(census, fresh));
    }

    private Step leave(long endNanos) {
        Operator operator = new Operator(invocation);
        if (operator.census().listed(old).isEmpty()) {
            return Step.DONE;
        }
        RemoveCommand.remove(invocation, operator, old, author);
        return follow(operator, endNanos, census -> Joining.leaving(census, old));
    }

    /** The second step can't be begun before the first is done, so without waiting there is one more word to say. */
    private Step follow(Operator operator, long endNanos, Function<Census, Stage> look) {
        if (!wait.waits()) {
            boolean done = look.apply(operator.look()).isDone();
            if (!done) {
                invocation.note("It has begun. Say the same again when 'coordctl cluster status' shows it done.");
            }
            return new Step(done, ExitStatus.OK);
        }
        Waiting waiting = new Waiting(invocation, operator);
        ExitStatus end = waiting.until(Duration.ofNanos(Math.max(0, endNanos - System.nanoTime())), look);
        return new Step(waiting.isDone(), end);
    }
}
