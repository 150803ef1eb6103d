package dev.coordinator.cli.completion;

import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.connection.NoAnswer;
import dev.coordinator.cli.invocation.ExitStatus;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.v1.Consistency;
import dev.coordinator.v1.Instance;
import dev.coordinator.v1.ListInstancesRequest;
import dev.coordinator.v1.ListPoolsRequest;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.PoolServiceGrpc;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What the scripts of {@link CompletionCommand} call at each Tab. It never fails: a shell has no place for complaints. */
@Command(name = "complete", hidden = true, description = "Say how an unfinished command line may go on; for shells.")
public final class CompleteCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final int MOST_NAMES = 200;

    private final Invocation invocation;
    private final Supplier<CommandLine> root;

    @Parameters(paramLabel = "WORD", arity = "0..*", description = "The words after coordctl, after a '--'.")
    private List<String> words = List.of();

    /** @param root the command line with all commands */
    public CompleteCommand(Invocation invocation, Supplier<CommandLine> root) {
        this.invocation = invocation;
        this.root = root;
    }

    @Override
    public Integer call() {
        Completion completion = new Completion(root.get(), words);
        Invocation meant = invocation.reaching(completion::value);
        completion.candidates(new ClusterNames(meant)).forEach(candidate -> invocation.say(candidate.line()));
        return ExitStatus.OK.code();
    }

    private record ClusterNames(Invocation invocation) implements Names {

        @Override
        public List<String> pools(String prefix) {
            return told(cluster -> cluster
                    .ask(
                            PoolServiceGrpc.getListPoolsMethod(),
                            ListPoolsRequest.newBuilder()
                                    .setPrefix(prefix)
                                    .setPageSize(MOST_NAMES)
                                    .setConsistency(Consistency.CONSISTENCY_STALE)
                                    .build())
                    .getPoolsList()
                    .stream()
                    .map(Pool::getName)
                    .toList());
        }

        @Override
        public List<String> instances(String pool) {
            return told(cluster -> cluster
                    .ask(
                            PoolServiceGrpc.getListInstancesMethod(),
                            ListInstancesRequest.newBuilder()
                                    .setPool(pool)
                                    .setPageSize(MOST_NAMES)
                                    .setConsistency(Consistency.CONSISTENCY_STALE)
                                    .build())
                    .getInstancesList()
                    .stream()
                    .map(Instance::getInstanceId)
                    .toList());
        }

        private List<String> told(Function<Cluster, List<String>> question) {
            try (Cluster cluster = invocation.cluster(invocation.endpoints(), PATIENCE)) {
                return question.apply(cluster);
            } catch (NoAnswer | StatusRuntimeException untold) {
                return List.of();
            }
        }
    }
}
