package dev.coordinator.cli;

import dev.coordinator.cli.backup.BackupCommand;
import dev.coordinator.cli.backup.RestoreCommand;
import dev.coordinator.cli.backup.SaveCommand;
import dev.coordinator.cli.backup.VerifyCommand;
import dev.coordinator.cli.bundle.BundleCommand;
import dev.coordinator.cli.bundle.DebugCommand;
import dev.coordinator.cli.certs.CertsCommand;
import dev.coordinator.cli.cluster.AddCommand;
import dev.coordinator.cli.cluster.ClusterCommand;
import dev.coordinator.cli.cluster.ClusterStatusCommand;
import dev.coordinator.cli.cluster.DrainCommand;
import dev.coordinator.cli.cluster.MoveCommand;
import dev.coordinator.cli.cluster.NodeHistoryCommand;
import dev.coordinator.cli.cluster.RemoveCommand;
import dev.coordinator.cli.cluster.ReplaceCommand;
import dev.coordinator.cli.cluster.StatusCommand;
import dev.coordinator.cli.cluster.TransferLeaderCommand;
import dev.coordinator.cli.completion.CompleteCommand;
import dev.coordinator.cli.completion.CompletionCommand;
import dev.coordinator.cli.doctor.DoctorCommand;
import dev.coordinator.cli.instance.CheckInCommand;
import dev.coordinator.cli.instance.InstancesCommand;
import dev.coordinator.cli.instance.LeaveCommand;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.cli.invocation.Surroundings;
import dev.coordinator.cli.membership.JoinCommand;
import dev.coordinator.cli.operation.CallOffCommand;
import dev.coordinator.cli.operation.CordonCommand;
import dev.coordinator.cli.operation.EvictCommand;
import dev.coordinator.cli.operation.FailoverCommand;
import dev.coordinator.cli.operation.PauseCommand;
import dev.coordinator.cli.operation.PoolDeleteCommand;
import dev.coordinator.cli.operation.ResumeCommand;
import dev.coordinator.cli.operation.SwitchoverCommand;
import dev.coordinator.cli.operation.UncordonCommand;
import dev.coordinator.cli.pool.ExplainCommand;
import dev.coordinator.cli.pool.HistoryCommand;
import dev.coordinator.cli.pool.PoolCommand;
import dev.coordinator.cli.pool.PoolSetCommand;
import dev.coordinator.cli.pool.PoolsCommand;
import dev.coordinator.cli.run.RunCommand;
import dev.coordinator.cli.token.TokenCommand;
import dev.coordinator.cli.top.TopCommand;
import dev.coordinator.cli.watch.WatchCommand;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * The commands by name, in the order of the help.
 *
 * <p>To know a command's options costs milliseconds, because it is read off its class; of all commands together it was half
 * of the time from the shell to the answer. So each is made when it is wanted.
 */
final class CommandSet {

    private static final Set<String> FOR_ALL = Set.of("help", "-h", "--help");

    private final Map<String, Supplier<Object>> makers = new LinkedHashMap<>();

    /** @param whole the command line with all commands */
    CommandSet(Surroundings surroundings, Invocation invocation, Supplier<CommandLine> whole) {
        makers.put("status", () -> new StatusCommand(invocation));
        makers.put("pools", () -> new PoolsCommand(invocation));
        makers.put(
                "pool",
                () -> new CommandLine(new PoolCommand(invocation))
                        .addSubcommand(new PoolSetCommand(invocation))
                        .addSubcommand(new PoolDeleteCommand(invocation)));
        makers.put(
                "cluster",
                () -> new CommandLine(new ClusterCommand())
                        .addSubcommand(new ClusterStatusCommand(invocation))
                        .addSubcommand(new NodeHistoryCommand(invocation))
                        .addSubcommand(new AddCommand(invocation))
                        .addSubcommand(new RemoveCommand(invocation))
                        .addSubcommand(new ReplaceCommand(invocation))
                        .addSubcommand(new MoveCommand(invocation))
                        .addSubcommand(new TransferLeaderCommand(invocation))
                        .addSubcommand(new DrainCommand(invocation)));
        makers.put("instances", () -> new InstancesCommand(invocation));
        makers.put("history", () -> new HistoryCommand(invocation));
        makers.put("explain", () -> new ExplainCommand(invocation));
        makers.put("switchover", () -> new SwitchoverCommand(invocation));
        makers.put("failover", () -> new FailoverCommand(invocation));
        makers.put("call-off", () -> new CallOffCommand(invocation));
        makers.put("pause", () -> new PauseCommand(invocation));
        makers.put("resume", () -> new ResumeCommand(invocation));
        makers.put("cordon", () -> new CordonCommand(invocation));
        makers.put("uncordon", () -> new UncordonCommand(invocation));
        makers.put("evict", () -> new EvictCommand(invocation));
        makers.put("check-in", () -> new CheckInCommand(invocation));
        makers.put("leave", () -> new LeaveCommand(invocation));
        makers.put("join", () -> new JoinCommand(invocation));
        makers.put("run", () -> new CommandLine(new RunCommand(invocation)).setStopAtPositional(true));
        makers.put("watch", () -> new WatchCommand(invocation));
        makers.put("doctor", () -> new DoctorCommand(invocation));
        makers.put("debug", () -> new CommandLine(new DebugCommand()).addSubcommand(new BundleCommand(invocation)));
        makers.put("top", () -> new TopCommand(invocation));
        makers.put(
                "backup",
                () -> new CommandLine(new BackupCommand())
                        .addSubcommand(new SaveCommand(invocation))
                        .addSubcommand(new VerifyCommand(invocation))
                        .addSubcommand(new RestoreCommand(invocation)));
        makers.put("certs", () -> new CertsCommand(invocation));
        makers.put("token", () -> new TokenCommand(invocation));
        makers.put("completion", () -> new CompletionCommand(invocation));
        makers.put("complete", () -> new CompleteCommand(invocation, whole));
        makers.put("version", () -> new VersionCommand(surroundings));
        makers.put("help", () -> new HelpCommand(surroundings, whole));
    }

    void addAll(CommandLine root) {
        add(root, name -> true);
    }

    /**
     * Adds those whose names are among the words of a command line: one of them is meant, if it can be understood at all.
     * False, and adds nothing, where none is, or where all of them are asked for.
     */
    boolean addNamed(CommandLine root, String... words) {
        List<String> said = Arrays.asList(words);
        if (Stream.of(words).anyMatch(FOR_ALL::contains)
                || makers.keySet().stream().noneMatch(said::contains)) {
            return false;
        }
        add(root, said::contains);
        return true;
    }

    private void add(CommandLine root, Predicate<String> wanted) {
        makers.forEach((name, maker) -> {
            if (wanted.test(name)) {
                root.addSubcommand(name, maker.get());
            }
        });
    }
}
