package dev.coordinator.server.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The public keys of whoever signs tokens, out of a JWK set or a PEM file.
 *
 * <p>Which algorithms are good follows from the kind of the key and never from the token, so that a public key can't be used
 * as a secret one, and an unsigned token is never good.
 */
final class IssuerKeys {

    private static final int MOST_KEYS = 32;
    private static final int LEAST_RSA_BITS = 2048;
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]*+)-----END PUBLIC KEY-----");
    private static final Set<JWSAlgorithm> RSA = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512);

    private final List<JWK> keys;

    private IssuerKeys(List<JWK> keys) {
        this.keys = List.copyOf(keys);
    }

    /** @throws IllegalArgumentException saying what is wrong with the file */
    static IssuerKeys parse(String text) {
        List<JWK> keys = text.contains("-----BEGIN ") ? pem(text) : set(text);
        if (keys.isEmpty() || keys.size() > MOST_KEYS) {
            throw new IllegalArgumentException("must hold 1 to " + MOST_KEYS + " public keys, not " + keys.size());
        }
        keys.forEach(IssuerKeys::check);
        return new IssuerKeys(keys);
    }

    private static List<JWK> set(String text) {
        try {
            return JWKSet.parse(text).getKeys();
        } catch (ParseException e) {
            throw new IllegalArgumentException("is neither a JWK set nor PEM with -----BEGIN PUBLIC KEY-----");
        }
    }

    private static List<JWK> pem(String text) {
        Matcher block = PEM.matcher(text);
        if (!block.find()) {
            throw new IllegalArgumentException("holds no -----BEGIN PUBLIC KEY-----");
        }
        byte[] bytes = Base64.getMimeDecoder().decode(block.group(1));
        return List.of(rsa(bytes)
                .or(() -> ec(bytes))
                .orElseThrow(() -> new IllegalArgumentException("its public key is of no kind known here: RSA or EC")));
    }

    private static Optional<JWK> rsa(byte[] bytes) {
        try {
            return Optional.of(new RSAKey.Builder(
                            (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(bytes)))
                    .build());
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Optional<JWK> ec(byte[] bytes) {
        try {
            ECPublicKey key = (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(bytes));
            return Optional.ofNullable(Curve.forECParameterSpec(key.getParams()))
                    .map(curve -> new ECKey.Builder(curve, key).build());
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static void check(JWK key) {
        if (!(key instanceof RSAKey || key instanceof ECKey)) {
            throw new IllegalArgumentException(
                    "has a key of the kind " + key.getKeyType() + "; only RSA and EC can be verified with, in public");
        }
        if (key.isPrivate()) {
            throw new IllegalArgumentException(
                    "has a private key, with which tokens are made; a node needs the public one and nothing else");
        }
        if (key instanceof RSAKey && key.size() < LEAST_RSA_BITS) {
            throw new IllegalArgumentException(
                    "has an RSA key of " + key.size() + " bits; at least " + LEAST_RSA_BITS + " are safe");
        }
        if (KeyUse.ENCRYPTION.equals(key.getKeyUse())) {
            throw new IllegalArgumentException("has a key that is for encryption (use: enc)");
        }
    }

    /** Whether one of the keys has signed it. */
    boolean haveSigned(SignedJWT token) {
        return keys.stream().anyMatch(key -> isMeant(key, token.getHeader()) && hasSigned(key, token));
    }

    private static boolean isMeant(JWK key, JWSHeader header) {
        boolean named = header.getKeyID() == null
                || key.getKeyID() == null
                || Objects.equals(header.getKeyID(), key.getKeyID());
        boolean algorithm = key.getAlgorithm() == null || key.getAlgorithm().equals(header.getAlgorithm());
        return named && algorithm;
    }

    private static boolean hasSigned(JWK key, SignedJWT token) {
        try {
            Optional<JWSVerifier> verifier = verifier(key, token.getHeader().getAlgorithm());
            return verifier.isPresent() && token.verify(verifier.get());
        } catch (JOSEException | IllegalStateException unfit) {
            return false;
        }
    }

    /** Empty: the key can't have made such a signature. */
    private static Optional<JWSVerifier> verifier(JWK key, JWSAlgorithm algorithm) throws JOSEException {
        if (key instanceof RSAKey rsa && RSA.contains(algorithm)) {
            return Optional.of(new RSASSAVerifier(rsa));
        }
        if (key instanceof ECKey ec) {
            ECDSAVerifier verifier = new ECDSAVerifier(ec);
            return verifier.supportedJWSAlgorithms().contains(algorithm) ? Optional.of(verifier) : Optional.empty();
        }
        return Optional.empty();
    }
}
