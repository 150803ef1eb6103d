package dev.coordinator.server.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * What a listener shows and whom it trusts, judged fit for use when it was read.
 *
 * @param chain the listener's own certificate first
 * @param authorities may be empty
 */
record Material(List<X509Certificate> chain, PrivateKey key, List<X509Certificate> authorities) {

    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

    /** @throws TlsException if any of it is unfit; the first reason found */
    static Material read(TlsSources sources, FileTexts texts, Instant now) throws TlsException {
        NamedFile file = sources.certificate();
        List<X509Certificate> chain = Pem.certificates(file, texts.certificate());
        X509Certificate own = chain.get(0);
        PrivateKey key = Pem.key(sources.key(), texts.key(), own.getPublicKey().getAlgorithm());
        if (!belongTogether(key, own.getPublicKey())) {
            throw new TlsException(sources.key(), "is not the key of the certificate in " + file.path());
        }
        for (X509Certificate each : chain) {
            requireValid(file, each, now);
        }
        requireFit(sources, own);
        if (sources.authorities().isEmpty()) {
            return new Material(chain, key, List.of());
        }
        NamedFile trusted = sources.authorities().get();
        List<X509Certificate> authorities =
                Pem.certificates(trusted, texts.authorities().orElseThrow());
        if (authorities.stream().allMatch(each -> each.getNotAfter().toInstant().isBefore(now))) {
            requireValid(trusted, authorities.get(0), now);
        }
        return new Material(chain, key, authorities);
    }

    X509Certificate own() {
        return chain.get(0);
    }

    private static void requireFit(TlsSources sources, X509Certificate own) throws TlsException {
        NamedFile file = sources.certificate();
        if (!SubjectNames.nameAHost(own)) {
            throw new TlsException(
                    file,
                    "names no host or address among its subject alternative names, by which others check whom they"
                            + " reached; its subject alone is not looked at");
        }
        requireUse(file, own, SERVER_AUTH, "TLS servers");
        if (sources.role().isPresent()) {
            String role = sources.role().get();
            if (!SubjectNames.contain(own, role)) {
                throw new TlsException(
                        file, "is not a node's: URI:" + role + " is not among its subject alternative names");
            }
            requireUse(file, own, CLIENT_AUTH, "TLS clients, as a node is too");
        }
    }

    private static void requireUse(NamedFile file, X509Certificate own, String use, String whose) throws TlsException {
        try {
            List<String> uses = own.getExtendedKeyUsage();
            if (uses != null && !uses.contains(use)) {
                throw new TlsException(file, "is not for " + whose + ", by its extended key usage");
            }
        } catch (CertificateParsingException e) {
            throw new TlsException(file, "its extended key usage can't be read: " + e.getMessage());
        }
    }

    private static void requireValid(NamedFile file, X509Certificate certificate, Instant now) throws TlsException {
        Instant from = certificate.getNotBefore().toInstant();
        Instant to = certificate.getNotAfter().toInstant();
        if (now.isAfter(to)) {
            throw new TlsException(file, "the certificate of " + subject(certificate) + " expired at " + to);
        }
        if (now.isBefore(from)) {
            throw new TlsException(
                    file,
                    "the certificate of " + subject(certificate) + " is valid from " + from + " on, and it is " + now
                            + " now; is this machine's clock right?");
        }
    }

    static String subject(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }

    private static boolean belongTogether(PrivateKey key, PublicKey publicKey) {
        byte[] words = "one pair?".getBytes(StandardCharsets.US_ASCII);
        try {
            Signature signature = Signature.getInstance(algorithm(publicKey));
            signature.initSign(key);
            signature.update(words);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(words);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static String algorithm(PublicKey key) {
        return switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> key.getAlgorithm();
        };
    }

    /** Nothing of the key. */
    @Override
    public String toString() {
        return "Material[" + subject(own()) + "]";
    }
}
