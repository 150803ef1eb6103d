package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.cli.Person.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An authority and its certificates, in one command, and anew. */
class CertsTest {

    private static final String ROLE = "urn:coordinator:raft-peer";

    @TempDir
    Path folder;

    private final Person person = new Person();

    @Test
    void authorityNodesAndClientsAreMadeInOneCommand() throws Exception {
        Outcome outcome = make("--node", "n1=n1.example,10.0.0.1,::1", "--client", "ops");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out().replace(pki().toString(), "pki")).isEqualTo("""
                        Authority pki/ca.crt, valid for 3650 days; keep pki/ca.key off the nodes.
                        Node pki/n1.crt for n1.example, 10.0.0.1, ::1, valid for 365 days.
                        Client pki/ops.crt, valid for 365 days.
                        """);
        X509Certificate authority = read("ca");
        X509Certificate node = read("n1");
        node.verify(authority.getPublicKey());
        read("ops").verify(authority.getPublicKey());
        assertThat(authority.getBasicConstraints()).isZero();
        assertThat(node.getBasicConstraints()).isEqualTo(-1);
        assertThat(node.getSubjectX500Principal().getName()).isEqualTo("CN=n1");
        assertThat(node.getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .containsExactly("n1.example", "10.0.0.1", "0:0:0:0:0:0:0:1", ROLE);
        assertThat(Duration.between(Instant.now(), node.getNotAfter().toInstant()))
                .isBetween(Duration.ofDays(364), Duration.ofDays(365));
        assertThat(Duration.between(Instant.now(), authority.getNotAfter().toInstant()))
                .isBetween(Duration.ofDays(3649), Duration.ofDays(3650));
    }

    @Test
    void clientCanBeNoNode() throws Exception {
        make("--client", "ops");

        assertThat(read("ops").getSubjectAlternativeNames()).isNull();
        assertThat(read("ops").getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
    }

    @Test
    void filesAreForTheirOwnerAlone() throws IOException {
        make("--node", "n1=localhost");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pki())))
                .isEqualTo("rwx------");
        for (String file : List.of("ca.crt", "ca.key", "n1.crt", "n1.key")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pki().resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
        assertThat(Files.readString(pki().resolve("n1.key"))).startsWith("-----BEGIN PRIVATE KEY-----\n");
    }

    @Test
    void nothingIsReplacedWithoutAWord() throws IOException {
        make("--node", "n1=localhost");
        byte[] before = Files.readAllBytes(pki().resolve("n1.crt"));

        Outcome outcome = make("--node", "n2=localhost", "--node", "n1=localhost");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err())
                .isEqualTo("coordctl: " + pki().resolve("n1.crt")
                        + " is there already. Nothing was done; --renew replaces it.\n");
        assertThat(Files.readAllBytes(pki().resolve("n1.crt"))).isEqualTo(before);
        assertThat(pki().resolve("n2.crt")).doesNotExist();
    }

    @Test
    void renewalKeepsTheAuthorityAndEveryName() throws Exception {
        make("--node", "n1=n1.example,10.0.0.1", "--client", "ops");
        X509Certificate authority = read("ca");
        X509Certificate before = read("n1");

        Outcome outcome = make("--renew", "--days", "30");

        assertThat(outcome.status()).isZero();
        X509Certificate after = read("n1");
        assertThat(read("ca")).isEqualTo(authority);
        after.verify(authority.getPublicKey());
        assertThat(after.getSerialNumber()).isNotEqualTo(before.getSerialNumber());
        assertThat(after.getPublicKey()).isNotEqualTo(before.getPublicKey());
        assertThat(List.copyOf(after.getSubjectAlternativeNames()))
                .isEqualTo(List.copyOf(before.getSubjectAlternativeNames()));
        assertThat(read("ops").getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(Duration.between(Instant.now(), after.getNotAfter().toInstant()))
                .isLessThan(Duration.ofDays(31));
    }

    @Test
    void moreAreMadeByTheSameAuthority() throws Exception {
        make("--node", "n1=localhost");
        X509Certificate authority = read("ca");

        assertThat(make("--node", "n2=localhost").out()).doesNotContain("Authority");

        read("n2").verify(authority.getPublicKey());
    }

    @Test
    void renewalFoundsNoAuthority() throws IOException {
        assertThat(make("--renew").err()).contains("ca.crt is not there");
        assertThat(pki()).doesNotExist();

        make("--client", "ops");
        Files.delete(pki().resolve("ca.key"));
        Outcome outcome = make("--renew");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err())
                .isEqualTo("coordctl: Certificates could not be made: " + pki().resolve("ca.key")
                        + " is not there, and only the authority that is to be used can sign.\n");
    }

    @Test
    void scriptsAreToldEveryFile() {
        make("--client", "ops");

        assertThat(make("--node", "n1=localhost", "-o", "json")
                        .out()
                        .replace(pki().toString(), "pki")
                        .replaceAll("\\s", ""))
                .isEqualTo("{\"authority\":\"pki/ca.crt\",\"made\":[{\"name\":\"n1\",\"node\":true,"
                        + "\"hosts\":[\"localhost\"],\"certificate\":\"pki/n1.crt\",\"key\":\"pki/n1.key\"}]}");
    }

    @Test
    void badWordsAreRefusedAndNothingIsMade() {
        assertThat(make().err()).contains("Say for whom: --node NAME=HOST,... or --client NAME; or --renew.");
        assertThat(make("--node", "n1").err()).contains("node 'n1' needs the names or addresses");
        assertThat(make("--node", "n1=300.1.1.1").err()).contains("'300.1.1.1' is no host name or address");
        assertThat(make("--node", "ca=localhost").err()).contains("'ca' is no name for a certificate");
        assertThat(make("--client", "../x").err()).contains("'../x' is no name for a certificate");
        assertThat(make("--client", "a", "--client", "a").err()).contains("'a' is named twice.");
        assertThat(make("--client", "a", "--days", "0").err()).contains("--days: must be from 1 to 36500, not 0.");
        assertThat(pki()).doesNotExist();
    }

    private Outcome make(String... more) {
        String[] words = new String[more.length + 2];
        words[0] = "certs";
        words[1] = pki().toString();
        System.arraycopy(more, 0, words, 2, more.length);
        return person.runs(words);
    }

    private Path pki() {
        return folder.resolve("pki");
    }

    private X509Certificate read(String name) throws Exception {
        try (var in = Files.newInputStream(pki().resolve(name + ".crt"))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
