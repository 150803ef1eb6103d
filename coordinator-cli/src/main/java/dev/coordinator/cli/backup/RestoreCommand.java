package dev.coordinator.cli.backup;

import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.cli.text.LocalTime;
import dev.coordinator.cli.text.Paint;
import dev.coordinator.cli.text.Printable;
import dev.coordinator.v1.BackupHeader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "restore",
        description = {
            "Verify a backup and say how a new cluster begins with it.",
            "It prints the commands to run on each of its nodes, and changes nothing itself.",
        },
        footer = {
            "",
            "  coordctl backup restore /backups/orders-monday.backup",
        })
public final class RestoreCommand implements Callable<Integer> {

    private static final String COMMAND = "     ";

    private final Invocation invocation;

    @Parameters(paramLabel = "FILE", description = "The backup.")
    private Path file = Path.of("");

    public RestoreCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        return Verification.run(
                invocation,
                file,
                backup -> guide(backup.header()).stream()
                        .map(Printable::of)
                        .flatMap(this::broken)
                        .toList());
    }

    /** Commands are left whole, to be copied. */
    private Stream<String> broken(String line) {
        if (line.startsWith(COMMAND)) {
            return Stream.of(line);
        }
        int indent = line.matches("\\d\\. .*") ? "1. ".length() : 0;
        return invocation.screen().hanging(line.substring(0, indent), line.substring(indent), Paint.PLAIN).stream();
    }

    private List<String> guide(BackupHeader header) {
        return List.of(
                file + " is whole.",
                "It is " + BackupFacts.sentence(header) + ", saved "
                        + LocalTime.of(header.getSavedTime(), invocation.zone()) + ". What was decided later is lost.",
                "",
                "1. Stop every node of cluster " + header.getClusterId() + ", so that none is started again.",
                "2. Once, draw the id of the new cluster; it is good for this file and for 24h:",
                COMMAND + "coordinator-server new-cluster-id --restore " + file,
                "3. Write it as cluster.id into the configuration of every node, with the new"
                        + " cluster.nodes, and a node.data_dir that is empty.",
                "4. On every node, with a copy of the same file:",
                COMMAND + "coordinator-server restore --config NODE.yaml " + file,
                "5. When all are restored, start each:",
                COMMAND + "coordinator-server --config NODE.yaml",
                "",
                "For 3h the new cluster grants nothing: instances may hold leases that the backup"
                        + " doesn't know of. To end that for a pool whose old primary is certainly dead:",
                COMMAND + "coordctl failover POOL --unsafe-now");
    }
}
