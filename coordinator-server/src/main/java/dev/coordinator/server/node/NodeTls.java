package dev.coordinator.server.node;

import dev.coordinator.server.config.ApiTls;
import dev.coordinator.server.config.NodeConfiguration;
import dev.coordinator.server.config.RaftTls;
import dev.coordinator.server.security.CertificateStatus;
import dev.coordinator.server.security.ClientAuthentication;
import dev.coordinator.server.security.ListenerTls;
import dev.coordinator.server.security.NamedFile;
import dev.coordinator.server.security.Roles;
import dev.coordinator.server.security.TlsException;
import dev.coordinator.server.security.TlsSources;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** TLS of the node's listeners, as far as it is configured. */
record NodeTls(Optional<ListenerTls> api, Optional<ListenerTls> raft) {

    /** @throws TlsException if files are unfit; says which, and why */
    static NodeTls open(NodeConfiguration configuration) throws TlsException {
        ApiTls api = configuration.api().tls();
        RaftTls raft = configuration.raft().tls();
        return new NodeTls(
                api.isOn() ? Optional.of(open(sources(api))) : Optional.empty(),
                raft.isOn() ? Optional.of(open(sources(raft))) : Optional.empty());
    }

    /** Looks whether files have changed; may wait for a disk. */
    void review() {
        listeners().forEach(ListenerTls::review);
    }

    List<CertificateStatus> certificates() {
        return listeners().map(ListenerTls::status).toList();
    }

    private Stream<ListenerTls> listeners() {
        return Stream.concat(api.stream(), raft.stream());
    }

    private static ListenerTls open(TlsSources sources) throws TlsException {
        return ListenerTls.open(sources, InstantSource.system());
    }

    private static TlsSources sources(ApiTls tls) {
        return new TlsSources(
                "api",
                file("api.tls.certificate", tls.certificate()),
                file("api.tls.key", tls.key()),
                tls.clientCa().map(path -> new NamedFile("api.tls.client_ca", path)),
                switch (tls.clientAuth()) {
                    case NONE -> ClientAuthentication.NONE;
                    case OPTIONAL -> ClientAuthentication.OPTIONAL;
                    case REQUIRED -> ClientAuthentication.REQUIRED;
                },
                Optional.empty());
    }

    private static TlsSources sources(RaftTls tls) {
        return new TlsSources(
                "raft",
                file("raft.tls.certificate", tls.certificate()),
                file("raft.tls.key", tls.key()),
                tls.ca().map(path -> new NamedFile("raft.tls.ca", path)),
                ClientAuthentication.REQUIRED,
                Optional.of(Roles.RAFT_PEER));
    }

    private static NamedFile file(String setting, Optional<Path> path) {
        return new NamedFile(setting, path.orElseThrow());
    }
}
