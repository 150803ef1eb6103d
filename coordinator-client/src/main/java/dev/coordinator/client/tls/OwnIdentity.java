package dev.coordinator.client.tls;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A certificate and its key, known to be one pair: TLS itself finds out late that they aren't, and says it in riddles.
 *
 * @param chain one's own certificate first
 */
record OwnIdentity(List<X509Certificate> chain, PrivateKey key) {

    private static final Pattern KEY = block("PRIVATE KEY");
    private static final Pattern CERTIFICATE = block("CERTIFICATE");

    private static Pattern block(String label) {
        return Pattern.compile("-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]*+)-----END " + label + "-----");
    }

    static OwnIdentity read(ClientTls.Own own, String certificate, String key) {
        List<X509Certificate> chain = chain(own, certificate);
        Matcher found = KEY.matcher(key);
        if (!found.find()) {
            throw new IllegalArgumentException(own.key()
                    + ": holds no key in PEM and PKCS#8, not encrypted (-----BEGIN PRIVATE KEY-----); `openssl"
                    + " pkcs8 -topk8 -nocrypt` makes one of others");
        }
        PublicKey shown = chain.get(0).getPublicKey();
        try {
            PrivateKey pair = KeyFactory.getInstance(shown.getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(bytes(found.group(1))));
            if (belongTogether(pair, shown)) {
                return new OwnIdentity(chain, pair);
            }
        } catch (GeneralSecurityException | IllegalArgumentException ofAnotherKind) {
            throw notThePair(own, ofAnotherKind);
        }
        throw notThePair(own, null);
    }

    private static List<X509Certificate> chain(ClientTls.Own own, String text) {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            Matcher found = CERTIFICATE.matcher(text);
            while (found.find()) {
                chain.add(
                        (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(bytes(found.group(1)))));
            }
        } catch (CertificateException | IllegalArgumentException e) {
            throw new IllegalArgumentException(own.certificate() + ": can't be read: " + e.getMessage(), e);
        }
        if (chain.isEmpty()) {
            throw new IllegalArgumentException(
                    own.certificate() + ": holds no certificate in PEM (-----BEGIN CERTIFICATE-----)");
        }
        return List.copyOf(chain);
    }

    private static boolean belongTogether(PrivateKey key, PublicKey shown) throws GeneralSecurityException {
        byte[] words = "one pair?".getBytes(StandardCharsets.US_ASCII);
        Signature signature = Signature.getInstance(
                switch (shown.getAlgorithm()) {
                    case "EC" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    default -> shown.getAlgorithm();
                });
        signature.initSign(key);
        signature.update(words);
        byte[] signed = signature.sign();
        signature.initVerify(shown);
        signature.update(words);
        return signature.verify(signed);
    }

    private static byte[] bytes(String base64) {
        return Base64.getMimeDecoder().decode(base64);
    }

    private static IllegalArgumentException notThePair(ClientTls.Own own, @Nullable Exception why) {
        return new IllegalArgumentException(
                own.key() + ": is not the key of the certificate in " + own.certificate(), why);
    }

    /** Nothing of the key. */
    @Override
    public String toString() {
        return "OwnIdentity[" + chain.get(0).getSubjectX500Principal() + "]";
    }
}
