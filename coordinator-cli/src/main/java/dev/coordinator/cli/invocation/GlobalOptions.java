package dev.coordinator.cli.invocation;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes, before or after its name. */
public final class GlobalOptions {

    @Option(
            names = "--endpoints",
            paramLabel = "HOST:PORT,...",
            scope = ScopeType.INHERIT,
            order = 100,
            description =
                    "Nodes of the cluster; the first that answers is used. Else COORDCTL_ENDPOINTS, else the profile,"
                            + " else localhost:7400.")
    @Nullable
    String endpoints;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            scope = ScopeType.INHERIT,
            order = 101,
            description = "How long a question may take, all endpoints together; 5s unless the profile says otherwise.")
    @Nullable
    String timeout;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            scope = ScopeType.INHERIT,
            order = 102,
            description = "table, wide or json.")
    @Nullable
    String output;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            order = 103,
            description = "Use this profile of ~/.config/coordctl/config. Else COORDCTL_PROFILE, else 'default'.")
    @Nullable
    String profile;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            order = 104,
            description = "Say nothing but the answer, and why it failed.")
    boolean quiet;

    @Option(names = "--debug", scope = ScopeType.INHERIT, order = 105, description = "Show stack traces of failures.")
    boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            order = 106,
            description = "Show this and exit.")
    boolean help;
}
