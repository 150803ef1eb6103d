package dev.coordinator.server.api.http;

import dev.coordinator.server.listening.Origin;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.util.List;

/**
 * Who is at the other end of a connection, as far as the connection tells.
 *
 * @param origin its address, or that it is a socket's
 * @param certificateNames the subject alternative names of the certificate that it has shown; empty: none was shown
 */
record Caller(String origin, boolean overTls, List<String> certificateNames) {

    Caller {
        certificateNames = List.copyOf(certificateNames);
    }

    /** Of a connection whose handshake is done. */
    static Caller of(Channel channel) {
        String origin = Origin.of(channel.remoteAddress());
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        return tls == null
                ? new Caller(origin, false, List.of())
                : new Caller(
                        origin,
                        true,
                        CallerHeaders.certificateNames(tls.engine().getSession()));
    }
}
