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
                    "Nodes of the cluster, or unix:/PATH; the first that answers is used. Else COORDCTL_ENDPOINTS, else the"
                            + " profile, else localhost:7400.")
    @Nullable
    String endpoints;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            order = 101,
            description =
                    "Speak TLS, and trust the authorities in this PEM file; 'system': those that this Java trusts. Else"
                            + " COORDCTL_CA, else the profile, else plaintext.")
    @Nullable
    String ca;

    @Option(
            names = "--cert",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            order = 102,
            description = "The certificate to show, PEM. Else COORDCTL_CERT, else the profile.")
    @Nullable
    String cert;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            order = 103,
            description = "Its key, PEM and PKCS#8. Else COORDCTL_KEY, else the profile.")
    @Nullable
    String key;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            order = 104,
            description =
                    "Show the token in this file to the nodes. Else COORDCTL_TOKEN, which is the token itself, else"
                            + " COORDCTL_TOKEN_FILE, else the profile.")
    @Nullable
    String tokenFile;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            scope = ScopeType.INHERIT,
            order = 105,
            description = "How long a question may take, all endpoints together; 5s unless the profile says otherwise.")
    @Nullable
    String timeout;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            scope = ScopeType.INHERIT,
            order = 106,
            description = "table, wide or json.")
    @Nullable
    String output;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            order = 107,
            description = "Use this profile of ~/.config/coordctl/config. Else COORDCTL_PROFILE, else 'default'.")
    @Nullable
    String profile;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            order = 108,
            description = "Say nothing but the answer, and why it failed.")
    boolean quiet;

    @Option(names = "--debug", scope = ScopeType.INHERIT, order = 109, description = "Show stack traces of failures.")
    boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            order = 110,
            description = "Show this and exit.")
    boolean help;
}
