package dev.coordinator.server.security;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Certificates and keys out of text. What stands between the blocks says nothing. */
final class Pem {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\\s]*+)-----END \\1-----");
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String KEY = "PRIVATE KEY";

    private Pem() {}

    /** @param text in Base64 */
    private record Block(String label, String text) {}

    /** In their order; at least one. */
    static List<X509Certificate> certificates(NamedFile file, String text) throws TlsException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks(text)) {
            if (block.label().equals(CERTIFICATE)) {
                certificates.add(certificate(file, bytes(file, block), certificates.size() + 1));
            }
        }
        if (certificates.isEmpty()) {
            throw new TlsException(file, "holds no certificate; it must be PEM, with -----BEGIN CERTIFICATE-----");
        }
        return List.copyOf(certificates);
    }

    /** @param algorithm of the public key that it belongs to */
    static PrivateKey key(NamedFile file, String text, String algorithm) throws TlsException {
        List<String> others = new ArrayList<>();
        for (Block block : blocks(text)) {
            if (block.label().equals(KEY)) {
                return key(file, algorithm, block);
            }
            others.add(block.label());
        }
        if (others.contains("ENCRYPTED " + KEY)) {
            throw new TlsException(
                    file, "is encrypted, and nobody is here to type its password; decrypt it with `openssl pkcs8`");
        }
        for (String label : others) {
            if (label.endsWith(KEY)) {
                throw new TlsException(
                        file,
                        "is a key of the older kind \"" + label
                                + "\"; turn it into PKCS#8 with `openssl pkcs8 -topk8 -nocrypt -in FILE -out NEW`");
            }
        }
        throw new TlsException(file, "holds no key; it must be PEM, PKCS#8, with -----BEGIN PRIVATE KEY-----");
    }

    private static PrivateKey key(NamedFile file, String algorithm, Block block) throws TlsException {
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes(file, block)));
        } catch (GeneralSecurityException e) {
            throw new TlsException(file, "is no key for the certificate, which is of the kind " + algorithm);
        }
    }

    private static X509Certificate certificate(NamedFile file, byte[] bytes, int number) throws TlsException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
        } catch (CertificateException e) {
            throw new TlsException(file, "its certificate number " + number + " can't be read: " + e.getMessage());
        }
    }

    private static byte[] bytes(NamedFile file, Block block) throws TlsException {
        try {
            return Base64.getMimeDecoder().decode(block.text());
        } catch (IllegalArgumentException e) {
            throw new TlsException(file, "what stands below BEGIN " + block.label() + " is not Base64");
        }
    }

    private static List<Block> blocks(String text) {
        return BLOCK.matcher(text)
                .results()
                .map(found -> new Block(found.group(1), found.group(2)))
                .toList();
    }
}
