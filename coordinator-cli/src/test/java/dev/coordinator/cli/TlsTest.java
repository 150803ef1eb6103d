package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.cli.Person.Outcome;
import dev.coordinator.v1.ClusterServiceGrpc;
import dev.coordinator.v1.ListPoolsResponse;
import dev.coordinator.v1.ListenerCertificate;
import dev.coordinator.v1.Node;
import dev.coordinator.v1.NodeRole;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.StatusResponse;
import io.grpc.TlsServerCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** coordctl and a node over TLS: what is said where, and what is told when it doesn't come about. */
class TlsTest {

    @TempDir
    Path folder;

    private final Person person = new Person();
    private FakeNode node = new FakeNode();

    @BeforeEach
    void nodeSpeaksTls() throws IOException {
        node.close();
        certs("pki", "--node", "n1=127.0.0.1", "--client", "ops");
        node = serving("pki", "n1");
        person.at(node);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aSocketOfThisMachineNeedsNoCertificates() throws IOException {
        Path socket = folder.resolve("api.sock");
        try (FakeNode here = new FakeNode(socket)) {
            here.answers(PoolServiceGrpc.getListPoolsMethod(), question -> ListPoolsResponse.getDefaultInstance());

            Outcome outcome = person.at(here)
                    .with("COORDCTL_CA", folder.resolve("not-there").toString())
                    .runs("pools");

            assertThat(outcome.status()).as(outcome.err()).isZero();
        }
    }

    @Test
    void authorityAndCertificateAreSaidInOptions() {
        Outcome outcome = person.runs(
                "status", "--ca", file("pki/ca.crt"), "--cert", file("pki/ops.crt"), "--key", file("pki/ops.key"));

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
    }

    @Test
    void orInTheEnvironment() {
        person.with("COORDCTL_CA", file("pki/ca.crt"))
                .with("COORDCTL_CERT", file("pki/ops.crt"))
                .with("COORDCTL_KEY", file("pki/ops.key"));

        assertThat(person.runs("status").status()).isZero();
    }

    @Test
    void orInAProfileWhoseEndpointsTakeNoFilesFromTheEnvironment() throws IOException {
        profile("[secure]\nendpoints = " + node.address() + "\nca = ~/pki/ca.crt\ncert = ~/pki/ops.crt\n"
                + "key = ~/pki/ops.key\n[plain]\nendpoints = " + node.address() + "\n");
        person.livingIn(folder).with("COORDCTL_CA", file("pki/ca.crt"));

        assertThat(person.runs("status", "--profile", "secure").status()).isZero();
        assertThat(person.runs("status", "--profile", "plain").err())
                .contains("hung up without a word; does it speak TLS, or did it stop?");
    }

    @Test
    void whatDoesNotBelongTogetherIsRefused() {
        assertThat(person.runs("status", "--cert", file("pki/ops.crt")))
                .isEqualTo(
                        new Outcome(2, "", "coordctl: --cert: a certificate needs its key: say which with --key.\n"));
        assertThat(person.runs("status", "--cert", file("pki/ops.crt"), "--key", file("pki/ops.key"))
                        .err())
                .contains("which needs to know whom to trust: say it with --ca.");
        assertThat(person.runs("status", "--ca", file("pki/none.crt")))
                .isEqualTo(new Outcome(2, "", "coordctl: " + file("pki/none.crt") + ": does not exist.\n"));
        assertThat(person.runs(
                                "status",
                                "--ca",
                                file("pki/ca.crt"),
                                "--cert",
                                file("pki/ops.crt"),
                                "--key",
                                file("pki/n1.key"))
                        .err())
                .isEqualTo("coordctl: " + file("pki/n1.key") + ": is not the key of the certificate in "
                        + file("pki/ops.crt") + ".\n");
    }

    @Test
    void eachTroubleIsCalledWhatItIs() throws IOException {
        certs("other", "--client", "ops");
        assertThat(person.runs("pools", "--ca", file("other/ca.crt")).err())
                .contains("its certificate is not of a trusted authority; is it another CA's?");
        assertThat(person.runs("pools").err()).contains("hung up without a word; does it speak TLS, or did it stop?");
        assertThat(person.runs(
                                "pools",
                                "--ca",
                                file("pki/ca.crt"),
                                "--endpoints",
                                node.address().replace("127.0.0.1", "localhost"))
                        .err())
                .contains("its certificate is for another host (No ");

        try (FakeNode plain = new FakeNode()) {
            assertThat(person.runs("pools", "--ca", file("pki/ca.crt"), "--endpoints", plain.address())
                            .err())
                    .contains("speaks plaintext, not TLS");
        }
    }

    @Test
    void certificatesAreShownAndThoseThatEndSoonAreWarnedOf() {
        Instant now = Instant.now();
        node.answers(
                ClusterServiceGrpc.getStatusMethod(),
                question -> status().addCertificates(certificate("api", now.plus(Duration.ofHours(242))))
                        .addCertificates(certificate("raft", now.minusSeconds(60))
                                .setReloadFailedMs(1)
                                .setReloadFailure("raft.tls.key: n1.key: does not exist"))
                        .build());

        Outcome outcome = person.runs("cluster", "status", "--ca", file("pki/ca.crt"));

        assertThat(outcome.out())
                .contains("!! n1: its raft certificate expired at ")
                .contains("!  n1: its api certificate expires in 10d")
                .contains("!  n1: can't use the new files of its raft listener, and uses the old ones on: raft.tls.key:"
                        + " n1.key: does not exist")
                .containsPattern("NODE +LISTENER +SUBJECT +NAMES +EXPIRES +LOADED")
                .containsPattern("n1 +api +CN=n1 +DNS:n1.example IP:10.0.0.1 +10d")
                .containsPattern("n1 +raft +CN=n1 +DNS:n1.example IP:10.0.0.1 +expired +reload failed");
        assertThat(person.runs("doctor", "--observe", "1ms", "--ca", file("pki/ca.crt"))
                        .out())
                .contains("its raft certificate expired at ")
                .contains("coordctl certs DIR --renew");
    }

    private static StatusResponse.Builder status() {
        return StatusResponse.newBuilder()
                .setClusterId("prod")
                .setNodeId("n1")
                .setRole(NodeRole.NODE_ROLE_LEADER)
                .setLeaderId("n1")
                .setTerm(1)
                .setVersion("1.2.3")
                .addNodes(Node.newBuilder().setNodeId("n1"));
    }

    private static ListenerCertificate.Builder certificate(String listener, Instant notAfter) {
        return ListenerCertificate.newBuilder()
                .setListener(listener)
                .setSubject("CN=n1")
                .addSubjectAltNames("DNS:n1.example")
                .addSubjectAltNames("IP:10.0.0.1")
                .setNotAfterMs(notAfter.toEpochMilli())
                .setLoadedMs(notAfter.minus(Duration.ofDays(400)).toEpochMilli());
    }

    private FakeNode serving(String authority, String name) throws IOException {
        return new FakeNode(TlsServerCredentials.create(
                        folder.resolve(authority + "/" + name + ".crt").toFile(),
                        folder.resolve(authority + "/" + name + ".key").toFile()))
                .answers(ClusterServiceGrpc.getStatusMethod(), question -> status().build());
    }

    private void certs(String authority, String... more) {
        String[] words = new String[more.length + 2];
        words[0] = "certs";
        words[1] = file(authority);
        System.arraycopy(more, 0, words, 2, more.length);
        assertThat(new Person().runs(words).status()).isZero();
    }

    private void profile(String text) throws IOException {
        Path file = folder.resolve(".config/coordctl/config");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }
}
