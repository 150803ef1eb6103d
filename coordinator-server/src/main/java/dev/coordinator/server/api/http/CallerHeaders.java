package dev.coordinator.server.api.http;

import dev.coordinator.server.security.SubjectNames;
import io.grpc.Metadata;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.StreamSupport;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** What a call over the channel within the process says of whoever made the request. */
public final class CallerHeaders {

    /** The address that the request came from, without its port; only the channel within the process carries it. */
    public static final Metadata.Key<String> PEER =
            Metadata.Key.of("coordinator-http-peer", Metadata.ASCII_STRING_MARSHALLER);

    /** The instance for whose check-in the answer is made, late; whoever may check in as it may have that. */
    public static final Metadata.Key<String> LATE_ANSWER_FOR =
            Metadata.Key.of("coordinator-http-late-answer-for", Metadata.ASCII_STRING_MARSHALLER);

    private static final Metadata.Key<String> CERTIFICATE_NAME =
            Metadata.Key.of("coordinator-http-certificate-name", Metadata.ASCII_STRING_MARSHALLER);

    /** Who it is, as the caller says it. */
    public static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private CallerHeaders() {}

    static Metadata of(Request request) {
        Metadata headers = new Metadata();
        headers.put(PEER, request.peer());
        request.certificateNames().forEach(name -> headers.put(CERTIFICATE_NAME, name));
        String authorization = request.headers().get(HttpHeaderNames.AUTHORIZATION);
        if (authorization != null) {
            headers.put(AUTHORIZATION, authorization);
        }
        return headers;
    }

    /** The subject alternative names of the certificate that a client has shown; empty: none was shown. */
    public static List<String> certificateNames(SSLSession session) {
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate certificate
                    ? SubjectNames.of(certificate).stream()
                            .filter(CallerHeaders::isPlain)
                            .toList()
                    : List.of();
        } catch (SSLPeerUnverifiedException none) {
            return List.of();
        }
    }

    /** What is neither DNS nor a URI is nobody's, and a header holds visible characters only. */
    private static boolean isPlain(String name) {
        return name.chars().allMatch(character -> character > ' ' && character < 127);
    }

    /** As they were put here by {@link #of}. */
    public static List<String> certificateNames(Metadata headers) {
        Iterable<String> names = headers.getAll(CERTIFICATE_NAME);
        return names == null
                ? List.of()
                : StreamSupport.stream(names.spliterator(), false).toList();
    }
}
