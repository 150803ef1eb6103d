package dev.coordinator.server.security;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority that certifies whatever a test wants. */
public final class TestAuthority {

    private static final Duration DAY = Duration.ofDays(1);
    private static final AtomicLong SERIAL = new AtomicLong(1);

    private final X500Name name;
    private final KeyPair keys = newKeys("EC");
    private final String certificate;

    public TestAuthority(String name) {
        this.name = new X500Name("CN=" + name);
        Instant now = Instant.now();
        certificate =
                pem("CERTIFICATE", signed(builder(this.name, keys, now.minus(DAY), now.plus(DAY)), true, List.of()));
    }

    /** Its own certificate, as a file. */
    public Path writeTo(Path folder, String file) {
        return write(folder.resolve(file), certificate);
    }

    String certificate() {
        return certificate;
    }

    /** A certificate for this machine, by name and address, that a node may have. */
    public Leaf node(String common) {
        return leaf(common)
                .names(GeneralName.dNSName, "localhost")
                .names(GeneralName.iPAddress, "127.0.0.1")
                .names(GeneralName.uniformResourceIdentifier, Roles.RAFT_PEER);
    }

    /** A certificate about nobody yet. */
    public Leaf leaf(String common) {
        return new Leaf(common);
    }

    /** A certificate on its way. */
    public final class Leaf {

        private final String common;
        private final List<GeneralName> names = new ArrayList<>();
        private KeyPair own = newKeys("EC");
        private Instant from = Instant.now().minus(DAY);
        private Instant to = Instant.now().plus(DAY);
        private KeyPurposeId[] uses = {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth};

        private Leaf(String common) {
            this.common = common;
        }

        /**
         * The same, with more names.
         *
         * @param kind of the constants of {@link GeneralName}
         */
        public Leaf names(int kind, String... more) {
            for (String each : more) {
                names.add(new GeneralName(kind, each));
            }
            return this;
        }

        public Leaf valid(Instant first, Instant last) {
            from = first;
            to = last;
            return this;
        }

        Leaf rsa() {
            own = newKeys("RSA");
            return this;
        }

        Leaf onlyFor(KeyPurposeId use) {
            uses = new KeyPurposeId[] {use};
            return this;
        }

        String certificate() {
            List<Extended> more = new ArrayList<>();
            if (!names.isEmpty()) {
                more.add(new Extended(
                        Extension.subjectAlternativeName, new GeneralNames(names.toArray(GeneralName[]::new))));
            }
            more.add(new Extended(Extension.extendedKeyUsage, new ExtendedKeyUsage(uses)));
            return pem("CERTIFICATE", signed(builder(new X500Name("CN=" + common), own, from, to), false, more));
        }

        String key() {
            return pem("PRIVATE KEY", own.getPrivate().getEncoded());
        }

        /** As {@code file.crt} and {@code file.key}. */
        public Leaf writeTo(Path folder, String file) {
            write(folder.resolve(file + ".crt"), certificate());
            write(folder.resolve(file + ".key"), key());
            return this;
        }
    }

    private record Extended(org.bouncycastle.asn1.ASN1ObjectIdentifier id, org.bouncycastle.asn1.ASN1Encodable value) {}

    private JcaX509v3CertificateBuilder builder(X500Name subject, KeyPair own, Instant from, Instant to) {
        return new JcaX509v3CertificateBuilder(
                name,
                BigInteger.valueOf(SERIAL.getAndIncrement()),
                Date.from(from),
                Date.from(to),
                subject,
                own.getPublic());
    }

    private byte[] signed(X509v3CertificateBuilder builder, boolean authority, List<Extended> more) {
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            for (Extended each : more) {
                builder.addExtension(each.id(), false, each.value());
            }
            return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                    .getEncoded();
        } catch (IOException | OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPair newKeys(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            } else {
                generator.initialize(2048);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String pem(String label, byte[] bytes) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + label
                + "-----\n";
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
