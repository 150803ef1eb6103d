package dev.coordinator.server.webhook;

import dev.coordinator.server.outbox.WebhookName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Those whose certificates a receiver may show. */
final class Authorities {

    private Authorities() {}

    /**
     * Trusts these and no others.
     *
     * @param pem one or several certificates
     */
    static SSLContext trusting(WebhookName webhook, Path file, String pem) throws WebhookException {
        try {
            Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1)));
            if (certificates.isEmpty()) {
                throw new WebhookException(webhook, file, "holds no certificate");
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("authority-" + number++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (WebhookException e) {
            throw e;
        } catch (GeneralSecurityException | IOException e) {
            throw new WebhookException(webhook, file, "holds no certificates in PEM: " + e.getMessage());
        }
    }
}
