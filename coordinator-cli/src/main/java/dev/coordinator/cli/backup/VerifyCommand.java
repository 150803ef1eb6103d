package dev.coordinator.cli.backup;

import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.cli.text.Printable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        description = {
            "Look through a backup, without a cluster: is it one, is it whole, and what is it of?",
        },
        footer = {
            "",
            "  coordctl backup verify /backups/orders-monday.backup",
            "",
            "Ends with 0 when it is whole, with 1 when it isn't.",
        })
public final class VerifyCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "FILE", description = "The backup.")
    private Path file = Path.of("");

    public VerifyCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        return Verification.run(invocation, file, backup -> {
            List<String> lines = new ArrayList<>(invocation.screen().lines(Printable.of(file + " is whole.")));
            lines.addAll(BackupFacts.of(backup, invocation.zone()).lines(invocation.screen()));
            return lines;
        });
    }
}
