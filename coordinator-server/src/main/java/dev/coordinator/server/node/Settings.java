package dev.coordinator.server.node;

import dev.coordinator.server.api.EdgeLimits;
import dev.coordinator.server.api.EdgeSettings;
import dev.coordinator.server.api.http.ConsoleMode;
import dev.coordinator.server.api.http.HttpSettings;
import dev.coordinator.server.config.ApiLimits;
import dev.coordinator.server.config.HostPort;
import dev.coordinator.server.config.NodeConfiguration;
import dev.coordinator.server.config.UnixSocket;
import dev.coordinator.server.listening.TcpPlace;
import dev.coordinator.server.listening.UnixPlace;
import dev.coordinator.server.raft.RaftAddress;
import dev.coordinator.server.raft.RaftSettings;
import dev.coordinator.server.replication.Admission;
import dev.coordinator.server.roster.Address;
import dev.coordinator.server.roster.FolderId;
import dev.coordinator.server.roster.Member;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.roster.Roster;
import dev.coordinator.server.roster.Standing;
import dev.coordinator.server.security.ListenerTls;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the configuration says, in the words of each part. */
final class Settings {

    private Settings() {}

    static Admission admission(NodeConfiguration configuration) {
        return new Admission(
                configuration.queue().maxCommands(), configuration.queue().maxBytes());
    }

    static RaftSettings raft(NodeConfiguration configuration) {
        Map<NodeId, RaftAddress> members = new TreeMap<>();
        configuration.cluster().nodes().forEach(node -> members.put(new NodeId(node.id()), address(node.raft())));
        dev.coordinator.server.config.RaftSettings raft = configuration.raft();
        return RaftSettings.of(
                        configuration.cluster().id(),
                        new NodeId(configuration.node().id()),
                        configuration.node().dataDir(),
                        address(raft.listen()),
                        members)
                .withElectionTimeout(raft.electionTimeout())
                .withSnapshots(raft.snapshotInterval(), raft.snapshotEntries());
    }

    /** The first roster of a new cluster. */
    static Roster roster(NodeConfiguration configuration) {
        return new Roster(
                1,
                configuration.cluster().nodes().stream()
                        .map(node -> new Member(
                                new NodeId(node.id()),
                                FolderId.FIRST,
                                new Address(node.api().host(), node.api().port()),
                                new Address(node.raft().host(), node.raft().port()),
                                Standing.MEMBER))
                        .toList());
    }

    private static RaftAddress address(HostPort address) {
        return new RaftAddress(address.host(), address.port());
    }

    static EdgeSettings edge(NodeConfiguration configuration, Optional<ListenerTls> tls) {
        HostPort listen = configuration.api().listen();
        return new EdgeSettings(
                place(listen),
                place(configuration.api().unix()),
                tls,
                limits(configuration.api().limits()),
                http(configuration),
                configuration.api().createPools(),
                configuration.cluster().id(),
                new NodeId(configuration.node().id()),
                ServerVersion.current(),
                new SecureRandom().nextLong());
    }

    private static Optional<HttpSettings> http(NodeConfiguration configuration) {
        HttpSettings settings = new HttpSettings(
                configuration.http().listen().map(Settings::place),
                place(configuration.http().unix()),
                configuration.http().maxConnections(),
                configuration.api().limits().maxMessageBytes(),
                console(configuration),
                hosts(configuration));
        return settings.tcp().isPresent() || settings.unix().isPresent() ? Optional.of(settings) : Optional.empty();
    }

    /** Unasked it offers actions where it is known who may, or only this machine reaches it. */
    private static ConsoleMode console(NodeConfiguration configuration) {
        dev.coordinator.server.config.HttpSettings http = configuration.http();
        boolean guarded = configuration.api().access().isPresent()
                || http.listen().map(HostPort::isLoopback).orElse(true);
        return switch (http.console()) {
            case AUTO -> guarded ? ConsoleMode.ON : ConsoleMode.READ_ONLY;
            case ON -> ConsoleMode.ON;
            case READ_ONLY -> ConsoleMode.READ_ONLY;
            case OFF -> ConsoleMode.OFF;
        };
    }

    /** By which names browsers may be sent to this node: what the configuration calls it, and what it says besides. */
    private static Set<String> hosts(NodeConfiguration configuration) {
        Set<String> hosts = new TreeSet<>(configuration.http().hosts());
        hosts.add(configuration.self().api().host());
        configuration.http().listen().ifPresent(listen -> hosts.add(listen.host()));
        return hosts;
    }

    private static TcpPlace place(HostPort address) {
        return new TcpPlace(address.host(), address.port());
    }

    private static Optional<UnixPlace> place(UnixSocket socket) {
        return socket.path().map(path -> new UnixPlace(path, socket.mode()));
    }

    private static EdgeLimits limits(ApiLimits limits) {
        return new EdgeLimits(
                limits.maxMessageBytes(),
                limits.maxConnections(),
                limits.maxCallsPerConnection(),
                limits.maxSessions(),
                limits.maxInstancesPerSession(),
                limits.maxWatches(),
                limits.watchBacklog());
    }
}
