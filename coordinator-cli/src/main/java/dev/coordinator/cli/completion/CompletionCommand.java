package dev.coordinator.cli.completion;

import dev.coordinator.cli.invocation.ExitStatus;
import dev.coordinator.cli.invocation.Invocation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "completion",
        description = {
            "Print what teaches a shell to complete coordctl's commands, options, pools and instances.",
            "It asks coordctl at each Tab, and the cluster for names, for half a second at most.",
        },
        footer = {
            "",
            "  source <(coordctl completion bash)               (in ~/.bashrc)",
            "  source <(coordctl completion zsh)                (in ~/.zshrc, after compinit)",
            "  coordctl completion fish > ~/.config/fish/completions/coordctl.fish",
        })
public final class CompletionCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
    private Shell shell = Shell.bash;

    public CompletionCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        try (InputStream script = CompletionCommand.class.getResourceAsStream("coordctl." + shell)) {
            byte[] bytes =
                    Objects.requireNonNull(script, "the script is missing").readAllBytes();
            new String(bytes, StandardCharsets.UTF_8).lines().forEach(invocation::say);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ExitStatus.OK.code();
    }
}
