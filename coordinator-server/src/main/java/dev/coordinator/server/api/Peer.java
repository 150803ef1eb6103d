package dev.coordinator.server.api;

import dev.coordinator.server.api.http.CallerHeaders;
import dev.coordinator.server.listening.Origin;
import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerTransportFilter;
import io.grpc.inprocess.InProcessSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLSession;

/**
 * Where a call comes from.
 *
 * @param address without its port
 * @param byHttp whether the gateway makes the call for somebody
 * @param certificateNames of the certificate that was shown; empty: none was
 */
record Peer(String address, boolean byHttp, List<String> certificateNames) {

    private static final Attributes.Key<List<String>> NAMES = Attributes.Key.create("certificate-names");

    /** Looks at the certificate of each connection once. */
    static final ServerTransportFilter FILTER = new ServerTransportFilter() {
        @Override
        public Attributes transportReady(Attributes attributes) {
            SSLSession session = attributes.get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
            return session == null
                    ? attributes
                    : attributes.toBuilder()
                            .set(NAMES, CallerHeaders.certificateNames(session))
                            .build();
        }
    };

    static Peer of(ServerCall<?, ?> call, Metadata headers) {
        SocketAddress remote = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
        return remote instanceof InProcessSocketAddress
                ? behind(headers)
                : new Peer(
                        Origin.of(remote),
                        false,
                        Objects.requireNonNullElse(call.getAttributes().get(NAMES), List.of()));
    }

    /** Of a call that HTTP made: nobody else reaches the channel within the process. */
    static Peer behind(Metadata headers) {
        return new Peer(
                Objects.requireNonNullElse(headers.get(CallerHeaders.PEER), "this process"),
                true,
                CallerHeaders.certificateNames(headers));
    }

    boolean isLocal() {
        return address.equals(Origin.UNIX);
    }
}
