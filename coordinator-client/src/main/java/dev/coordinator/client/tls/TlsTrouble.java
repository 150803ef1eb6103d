package dev.coordinator.client.tls;

import io.netty.handler.ssl.NotSslRecordException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** What the failure of a call says about TLS, for people. */
public final class TlsTrouble {

    /** What HTTP/2 shows of the alert with which some TLS ports answer plaintext. */
    private static final String ALERT_IN_PLAINTEXT = "Hex dump for first 5 bytes: 1503";

    /** What most others do. */
    private static final String HUNG_UP = "Network closed for unknown reason";

    private static final String SUSPICION = "hung up without a word; does it speak TLS, or did it stop?";

    private static final Map<String, String> ALERTS = Map.of(
            "certificate_required", "wants a client certificate of an authority that it trusts, and got none",
            "bad_certificate", "wants a client certificate of an authority that it trusts",
            "certificate_unknown", "refuses the client certificate: it is not of an authority that it trusts",
            "unknown_ca", "refuses the client certificate: it is not of an authority that it trusts",
            "certificate_expired", "refuses the client certificate: it has expired",
            "protocol_version", "doesn't speak TLS 1.3",
            "no_application_protocol", "speaks TLS, but is not a coordinator's gRPC port");

    private TlsTrouble() {}

    /**
     * What is the matter, as something that the node does or has: "speaks plaintext, not TLS".
     *
     * @return empty if TLS has nothing to do with it, as far as can be told
     */
    public static Optional<String> of(Throwable failure) {
        Optional<String> found = Optional.empty();
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 32; depth++) {
            Optional<String> said = one(cause);
            found = said.isPresent() ? said : found; // The deepest is the most exact.
            cause = cause.getCause();
        }
        return found;
    }

    /**
     * As {@link #of}, and what may be due to plaintext at a port with TLS, which hangs up without a word. So does a node that
     * stops, so this is for people who read it, and no alarm.
     */
    public static Optional<String> suspected(Throwable failure) {
        return of(failure).or(() -> hungUp(failure) ? Optional.of(SUSPICION) : Optional.empty());
    }

    private static boolean hungUp(Throwable failure) {
        Throwable cause = failure.getCause();
        return String.valueOf(failure.getMessage()).endsWith(HUNG_UP)
                || (cause != null && String.valueOf(cause.getMessage()).contains("Connection reset"));
    }

    private static Optional<String> one(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof NotSslRecordException) {
            return Optional.of("speaks plaintext, not TLS");
        }
        if (cause instanceof CertificateExpiredException) {
            return Optional.of("its certificate has expired (" + message + ")");
        }
        if (cause instanceof CertificateNotYetValidException) {
            return Optional.of("its certificate is not valid yet (" + message + "); is a clock wrong?");
        }
        if (cause instanceof CertPathBuilderException || cause instanceof CertPathValidatorException) {
            return Optional.of("its certificate is not of a trusted authority; is it another CA's?");
        }
        if (cause instanceof CertificateException && (message.startsWith("No ") || message.contains("IP address"))) {
            return Optional.of("its certificate is for another host (" + message + ")");
        }
        if (cause instanceof SSLException) {
            return alert(message).or(() -> handshake(cause, message));
        }
        if (message.startsWith("Failed ALPN negotiation")) {
            return Optional.of("speaks TLS, but is not a coordinator's gRPC port");
        }
        return message.contains(ALERT_IN_PLAINTEXT) ? Optional.of("speaks TLS, not plaintext") : Optional.empty();
    }

    private static Optional<String> alert(String message) {
        return message.startsWith("Received fatal alert: ")
                ? Optional.ofNullable(ALERTS.get(message.substring("Received fatal alert: ".length())))
                        .or(() -> Optional.of("ended TLS: " + message))
                : Optional.empty();
    }

    private static Optional<String> handshake(Throwable cause, String message) {
        return cause instanceof SSLHandshakeException ? Optional.of("no TLS came about: " + message) : Optional.empty();
    }
}
