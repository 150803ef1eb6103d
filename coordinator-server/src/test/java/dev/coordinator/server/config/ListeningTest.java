package dev.coordinator.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a node listens, and that nobody else reaches it by mistake. */
final class ListeningTest {

    private static final String API_EXPOSED = exposed("api.tls.certificate and api.tls.key");
    private static final String RAFT_EXPOSED = exposed("raft.tls.certificate, raft.tls.key and raft.tls.ca");
    private static final String TLS = """
            api:
              listen: 10.0.0.1:7400
              tls: {certificate: n.crt, key: n.key}
            raft:
              listen: 10.0.0.1:7401
              tls: {certificate: n.crt, key: n.key, ca: ca.crt}
            """;

    @TempDir
    Path folder;

    @Test
    void nodeListensAtItsOwnAddressesUnlessTold() throws Exception {
        NodeConfiguration read = file("").load();

        assertThat(read.api().listen()).isEqualTo(read.self().api());
        assertThat(read.raft().listen()).isEqualTo(read.self().raft());
    }

    @Test
    void listeningForOtherMachinesNeedsToBeWrittenOut() throws Exception {
        ConfigurationFile file = file("api:\n  listen: 0.0.0.0:7400\nraft:\n  listen: '[::]:7401'\n");

        assertThat(file.problems())
                .containsExactly(
                        "coordinator.yaml:10:11: api.listen: 0.0.0.0:7400" + API_EXPOSED,
                        "coordinator.yaml:12:11: raft.listen: [::]:7401" + RAFT_EXPOSED);
        assertThat(file.load("insecure=true").insecure()).isTrue();
    }

    @Test
    void exposedAddressOfTheNodeItselfIsShownWhereItStands() throws IOException {
        assertThat(file("").problems("node.id=b", "api.listen=127.0.0.1:1", "raft.listen=example.org:1"))
                .containsExactly("--set: raft.listen: example.org:1" + RAFT_EXPOSED);
        assertThat(ConfigurationFile.of(folder, ConfigurationFile.LEAST.replace("127.0.0.1:7400", "10.0.0.1:7400"))
                        .problems())
                .containsExactly("coordinator.yaml:7:44: api.listen: 10.0.0.1:7400" + API_EXPOSED);
    }

    @Test
    void addressOfAnotherNodeMayBeAnywhere() throws Exception {
        assertThat(ConfigurationFile.of(folder, ConfigurationFile.LEAST.replace("127.0.0.1:7410", "10.0.0.2:7410"))
                        .load())
                .isNotNull();
    }

    @Test
    void theTwoListenersDiffer() throws IOException {
        assertThat(file("").problems("raft.listen=127.0.0.1:7400"))
                .containsExactly("--set: raft.listen: must differ from api.listen, which is 127.0.0.1:7400 too");
    }

    @Test
    void withTlsANodeMayListenAnywhere() throws Exception {
        NodeConfiguration read = file(TLS).load();

        assertThat(read.insecure()).isFalse();
        assertThat(read.api().tls().certificate()).contains(Path.of("n.crt"));
        assertThat(read.raft().tls().ca()).contains(Path.of("ca.crt"));
    }

    @Test
    void tlsOfTheApiDoesNotCoverTheRaftPort() throws IOException {
        assertThat(file(TLS.replace("ca: ca.crt", "").replace("tls: {certificate: n.crt, key: n.key, }", ""))
                        .problems())
                .containsExactly("coordinator.yaml:13:11: raft.listen: 10.0.0.1:7401" + RAFT_EXPOSED);
    }

    @Test
    void settingsOfTlsGoTogether() throws IOException {
        assertThat(file("api: {tls: {certificate: n.crt}}\nraft: {tls: {ca: ca.crt}}\n")
                        .problems())
                .containsExactly(
                        "coordinator.yaml:9:26: api.tls.certificate: n.crt is of no use without api.tls.key; write that"
                                + " too",
                        "coordinator.yaml:10:18: raft.tls.ca: ca.crt is of no use without raft.tls.certificate; write"
                                + " that too");
        assertThat(file("api: {tls: {certificate: n.crt, key: n.key, client_auth: required}}\n")
                        .problems())
                .containsExactly("coordinator.yaml:9:58: api.tls.client_auth: required is of no use without"
                        + " api.tls.client_ca; write that too");
        assertThat(file("api: {tls: {certificate: n.crt, key: n.key, client_ca: ca.crt}}\n")
                        .problems())
                .containsExactly("coordinator.yaml:9:56: api.tls.client_ca: has no effect while api.tls.client_auth is"
                        + " none; write optional or required there, or leave this out");
    }

    @Test
    void httpIsServedWhereItIsWritten() throws Exception {
        assertThat(file("").load().http().listen()).isEmpty();
        assertThat(file("").load("http.listen=off").http().listen()).isEmpty();
        assertThat(file("").load("http.listen=127.0.0.1:7402").http().listen())
                .contains(new HostPort("127.0.0.1", 7402));
    }

    @Test
    void httpIsAsCarefulAsTheOthers() throws IOException {
        assertThat(file("").problems("http.listen=10.0.0.1:7402"))
                .containsExactly("--set: http.listen: 10.0.0.1:7402" + API_EXPOSED);
        assertThat(file("").problems("http.listen=127.0.0.1:7400"))
                .containsExactly("--set: http.listen: must differ from api.listen, which is 127.0.0.1:7400 too");
        assertThat(file("").problems("http.listen=127.0.0.1:7401"))
                .containsExactly("--set: http.listen: must differ from raft.listen, which is 127.0.0.1:7401 too");
        assertThat(file("").problems("http.listen=on"))
                .containsExactly("--set: http.listen: must be host:port, an IPv6 host in brackets and all in quotes, or"
                        + " off, not \"on\"");
    }

    @Test
    void aUnixSocketHasAPathAndPermissions() throws Exception {
        UnixSocket none = file("").load().api().unix();
        UnixSocket socket = file("http:\n  unix: {path: /run/h.sock, mode: 0666}\n")
                .load("api.unix.path=/run/a.sock")
                .http()
                .unix();

        assertThat(none.path()).isEmpty();
        assertThat(none.mode()).isEqualTo(PosixFilePermissions.fromString("rw-rw----"));
        assertThat(socket.path()).contains(Path.of("/run/h.sock"));
        assertThat(socket.mode()).isEqualTo(PosixFilePermissions.fromString("rw-rw-rw-"));
    }

    @Test
    void whatIsWrongWithAUnixSocketIsSaid() throws IOException {
        assertThat(file("").problems("api.unix.mode=660"))
                .containsExactly("--set: api.unix.mode: is of no use without api.unix.path; write that too");
        assertThat(file("").problems("api.unix.path=/run/a.sock", "api.unix.mode=8"))
                .containsExactly("--set: api.unix.mode: must be three octal digits such as 660, not \"8\"");
        assertThat(file("").problems("api.unix.path=/run/a.sock", "http.unix.path=/run/./a.sock"))
                .containsExactly("--set: http.unix.path: must differ from api.unix.path, which is /run/a.sock too");
    }

    @Test
    void recordRefusesToBeExposed() throws Exception {
        NodeConfiguration read = file("").load();
        ApiSettings exposed = new ApiSettings(
                new HostPort("10.0.0.1", 1),
                read.api().tls(),
                read.api().unix(),
                read.api().access(),
                true,
                read.api().limits());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NodeConfiguration(
                        read.node(),
                        read.cluster(),
                        exposed,
                        read.http(),
                        read.metrics(),
                        read.webhooks(),
                        read.raft(),
                        read.queue(),
                        read.log(),
                        read.shutdown(),
                        false))
                .withMessage("api.listen: 10.0.0.1:1" + API_EXPOSED);
    }

    private static String exposed(String keys) {
        return " can be reached from other machines, and without TLS whoever reaches it can command this node; write "
                + keys
                + " (`coordctl certs` makes the files), or listen on a loopback address, or write `insecure: true`"
                + " if the network itself keeps everybody else out";
    }

    private ConfigurationFile file(String more) throws IOException {
        return ConfigurationFile.leastAnd(folder, more);
    }
}
