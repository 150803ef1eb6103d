package dev.coordinator.client.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;

/** The certificates are some that this Java trusts: each names itself as its issuer, which is all that counts here. */
final class OwnCredentialTest {

    private static final Principal STRANGER = new X500Principal("CN=stranger");

    private final List<X509Certificate> chain = certificates().limit(2).toList();
    private final PrivateKey key = key("EC");
    private final OwnCredential credential = new OwnCredential(new OwnIdentity(chain, key));

    @Test
    void itIsShownToWhoTrustsAnIssuerOfItsChain() {
        for (X509Certificate each : chain) {
            Principal[] trusted = {STRANGER, each.getIssuerX500Principal()};
            Optional<String> shown =
                    Optional.ofNullable(credential.chooseEngineClientAlias(new String[] {"RSA", "EC"}, trusted, null));
            String alias = shown.orElseThrow();

            assertThat(credential.getPrivateKey(alias)).isSameAs(key);
            assertThat(credential.getCertificateChain(alias)).containsExactlyElementsOf(chain);
        }
    }

    @Test
    void itIsShownToWhoNamesNoIssuer() {
        assertThat(credential.chooseEngineClientAlias(new String[] {"EC"}, null, null))
                .isNotNull();
        assertThat(credential.chooseClientAlias(new String[] {"EC"}, new Principal[0], null))
                .isNotNull();
        assertThat(credential.getClientAliases("EC", null)).hasSize(1);
    }

    @Test
    void itIsNotShownToOthers() {
        assertThat(credential.chooseEngineClientAlias(new String[] {"EC"}, new Principal[] {STRANGER}, null))
                .isNull();
        assertThat(credential.chooseEngineClientAlias(new String[] {"RSA", "EdDSA"}, null, null))
                .isNull();
        assertThat(credential.getClientAliases("RSA", null)).isNull();
        assertThat(credential.getPrivateKey("another")).isNull();
        assertThat(credential.getCertificateChain("another")).isNull();
    }

    @Test
    void itServesNobody() {
        assertThat(credential.chooseServerAlias("EC", null, null)).isNull();
        assertThat(credential.getServerAliases("EC", null)).isNull();
    }

    private static Stream<X509Certificate> certificates() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return Stream.of(((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PrivateKey key(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
