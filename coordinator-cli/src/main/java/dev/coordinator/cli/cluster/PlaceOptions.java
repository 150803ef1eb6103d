package dev.coordinator.cli.cluster;

import picocli.CommandLine.Option;

/** Where a node is found. */
final class PlaceOptions {

    @Option(names = "--api", required = true, paramLabel = "HOST:PORT", description = "Where clients reach it.")
    private String api = "";

    @Option(
            names = "--raft",
            required = true,
            paramLabel = "HOST:PORT",
            description = "Where the other nodes reach it; no IPv6 address.")
    private String raft = "";

    String api() {
        return api;
    }

    String raft() {
        return raft;
    }
}
