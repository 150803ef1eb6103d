package dev.coordinator.server.node;

/** What the process says when it ends; documented in docs/configuration.md. */
final class ExitStatus {

    /** In order. */
    static final int OK = 0;

    /** The command line or the configuration is wrong: starting again as it is won't help. */
    static final int USAGE = 2;

    /** The data folder is not this node's, or had no vote, or it or a backup is not whole: an operator must look. */
    static final int DATA_REFUSED = 3;

    /** It can't start: a port is taken, the log can't be read. */
    static final int CANNOT_START = 4;

    /** It stopped itself, for it could not write its log, decode an entry or hold an invariant. */
    static final int FAIL_STOP = 70;

    private ExitStatus() {}
}
