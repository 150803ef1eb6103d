package dev.coordinator.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with certificates, keys and authorities is said before anything listens, with setting and file. */
final class MaterialTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path folder;

    private final TestAuthority authority = new TestAuthority("An authority");

    @BeforeEach
    void authorityIsThere() {
        authority.writeTo(folder, "ca.crt");
    }

    @Test
    void goodFilesAreTakenWithEveryCertificateOfTheChain() throws IOException {
        TestAuthority.Leaf leaf = authority.node("n1").writeTo(folder, "n1");
        Files.writeString(file("n1.crt"), "about n1\n" + leaf.certificate() + authority.certificate());

        Material read = read();

        assertThat(read.chain()).hasSize(2);
        assertThat(Material.subject(read.own())).isEqualTo("CN=n1");
        assertThat(read.authorities()).hasSize(1);
        assertThat(SubjectNames.of(read.own()))
                .containsExactly("DNS:localhost", "IP:127.0.0.1", "URI:" + Roles.RAFT_PEER);
    }

    @Test
    void keysOfOtherKindsDoToo() throws IOException {
        authority.node("n1").rsa().writeTo(folder, "n1");

        assertThat(read().key().getAlgorithm()).isEqualTo("RSA");
    }

    @Test
    void missingFileIsNamed() {
        authority.node("n1").writeTo(folder, "n1");

        assertThat(file("n1.key").toFile().delete()).isTrue();

        refused("raft.tls.key: " + file("n1.key") + ": does not exist");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RSA PRIVATE KEY       | is a key of the older kind "RSA PRIVATE KEY"; turn it into PKCS#8
            EC PRIVATE KEY        | is a key of the older kind "EC PRIVATE KEY"; turn it into PKCS#8
            ENCRYPTED PRIVATE KEY | is encrypted, and nobody is here to type its password
            CERTIFICATE           | holds no key; it must be PEM, PKCS#8
            PRIVATE KEY           | is no key for the certificate, which is of the kind EC
            """)
    void whatIsNoUsableKeyIsCalledWhatItIs(String label, String why) throws IOException {
        authority.node("n1").writeTo(folder, "n1");
        Files.writeString(file("n1.key"), TestAuthority.pem(label, new byte[] {1, 2, 3}));

        refused("raft.tls.key: " + file("n1.key") + ": " + why);
    }

    @Test
    void keyOfAnotherCertificateIsRefused() throws IOException {
        authority.node("n1").writeTo(folder, "n1");
        Files.writeString(file("n1.key"), authority.node("n2").key());

        refused("raft.tls.key: " + file("n1.key") + ": is not the key of the certificate in " + file("n1.crt"));
    }

    @Test
    void textWithoutACertificateIsRefused() throws IOException {
        authority.node("n1").writeTo(folder, "n1");
        Files.writeString(file("n1.crt"), "hello");

        refused("raft.tls.certificate: " + file("n1.crt") + ": holds no certificate; it must be PEM");
    }

    @Test
    void expiredCertificateIsRefused() {
        Instant now = Instant.now();
        authority
                .node("n1")
                .valid(now.minus(HOUR.multipliedBy(2)), now.minus(HOUR))
                .writeTo(folder, "n1");

        refused("raft.tls.certificate: " + file("n1.crt") + ": the certificate of CN=n1 expired at ");
    }

    @Test
    void certificateOfTheFutureIsRefused() {
        Instant now = Instant.now();
        authority
                .node("n1")
                .valid(now.plus(HOUR), now.plus(HOUR.multipliedBy(2)))
                .writeTo(folder, "n1");

        refused("raft.tls.certificate: " + file("n1.crt") + ": the certificate of CN=n1 is valid from ");
    }

    @Test
    void certificateThatNamesNoHostIsRefused() {
        authority
                .leaf("localhost")
                .names(GeneralName.uniformResourceIdentifier, Roles.RAFT_PEER)
                .writeTo(folder, "n1");

        refused("raft.tls.certificate: " + file("n1.crt") + ": names no host or address among its subject");
    }

    @Test
    void nodeWithoutTheRoleIsRefusedBeforeItsPeersDo() {
        authority.leaf("n1").names(GeneralName.dNSName, "localhost").writeTo(folder, "n1");

        refused("raft.tls.certificate: " + file("n1.crt") + ": is not a node's: URI:" + Roles.RAFT_PEER);
    }

    @Test
    void nodeMustBeServerAndClient() {
        authority.node("n1").onlyFor(KeyPurposeId.id_kp_clientAuth).writeTo(folder, "n1");
        refused("raft.tls.certificate: " + file("n1.crt") + ": is not for TLS servers");

        authority.node("n1").onlyFor(KeyPurposeId.id_kp_serverAuth).writeTo(folder, "n1");
        refused("raft.tls.certificate: " + file("n1.crt") + ": is not for TLS clients");
    }

    @Test
    void keyThatEverybodyMayReadIsNoticed() throws IOException {
        authority.node("n1").writeTo(folder, "n1");

        Files.setPosixFilePermissions(file("n1.key"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(FileTexts.isForEveryone(sources().key())).isTrue();

        Files.setPosixFilePermissions(file("n1.key"), PosixFilePermissions.fromString("rw-r-----"));
        assertThat(FileTexts.isForEveryone(sources().key())).isFalse();
    }

    @Test
    void nothingSaysTheKey() throws IOException {
        TestAuthority.Leaf leaf = authority.node("n1").writeTo(folder, "n1");
        String secret = leaf.key().lines().skip(1).findFirst().orElseThrow();

        assertThat(FileTexts.read(sources()).toString() + read()).doesNotContain(secret);
    }

    private Material read() throws TlsException {
        return Material.read(sources(), FileTexts.read(sources()), Instant.now());
    }

    private void refused(String why) {
        assertThatExceptionOfType(TlsException.class).isThrownBy(this::read).withMessageStartingWith(why);
    }

    private TlsSources sources() {
        return new TlsSources(
                "raft",
                new NamedFile("raft.tls.certificate", file("n1.crt")),
                new NamedFile("raft.tls.key", file("n1.key")),
                Optional.of(new NamedFile("raft.tls.ca", file("ca.crt"))),
                ClientAuthentication.REQUIRED,
                Optional.of(Roles.RAFT_PEER));
    }

    private Path file(String name) {
        return folder.resolve(name);
    }
}
