package dev.coordinator.cli.invocation;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who asks for a change and what for, as it is written down in the history. */
public final class AuthorOptions {

    @Option(
            names = "--comment",
            paramLabel = "TEXT",
            description = "What for, written down with it; at most 256 characters.")
    private String comment = "";

    @Option(
            names = "--requested-by",
            paramLabel = "TEXT",
            description = "Who asks for it, written down with it; your user@host unless you say so.")
    @Nullable
    private String requestedBy;

    public String comment() {
        return comment;
    }

    public String requestedBy(Invocation invocation) {
        return requestedBy == null ? invocation.person() : requestedBy;
    }
}
