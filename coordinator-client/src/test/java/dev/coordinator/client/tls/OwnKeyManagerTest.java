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
final class OwnKeyManagerTest {

    private static final Principal STRANGER = new X500Principal("CN=stranger");

    private final List<X509Certificate> chain = certificates().limit(2).toList();
    private final PrivateKey key = key("EC");
    private final OwnKeyManager manager = new OwnKeyManager(new OwnIdentity(chain, key));

    @Test
    void itIsShownToWhoTrustsAnIssuerOfItsChain() {
        for (X509Certificate each : chain) {
            Principal[] trusted = {STRANGER, each.getIssuerX500Principal()};
            Optional<String> shown =
                    Optional.ofNullable(manager.chooseEngineClientAlias(new String[] {"RSA", "EC"}, trusted, null));
            String alias = shown.orElseThrow();

            assertThat(manager.getPrivateKey(alias)).isSameAs(key);
            assertThat(manager.getCertificateChain(alias)).containsExactlyElementsOf(chain);
        }
    }

    @Test
    void itIsShownToWhoNamesNoIssuer() {
        assertThat(manager.chooseEngineClientAlias(new String[] {"EC"}, null, null))
                .isNotNull();
        assertThat(manager.chooseClientAlias(new String[] {"EC"}, new Principal[0], null))
                .isNotNull();
        assertThat(manager.getClientAliases("EC", null)).hasSize(1);
    }

    @Test
    void itIsNotShownToOthers() {
        assertThat(manager.chooseEngineClientAlias(new String[] {"EC"}, new Principal[] {STRANGER}, null))
                .isNull();
        assertThat(manager.chooseEngineClientAlias(new String[] {"RSA", "EdDSA"}, null, null))
                .isNull();
        assertThat(manager.getClientAliases("RSA", null)).isNull();
        assertThat(manager.getPrivateKey("another")).isNull();
        assertThat(manager.getCertificateChain("another")).isNull();
    }

    @Test
    void itServesNobody() {
        assertThat(manager.chooseServerAlias("EC", null, null)).isNull();
        assertThat(manager.getServerAliases("EC", null)).isNull();
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
