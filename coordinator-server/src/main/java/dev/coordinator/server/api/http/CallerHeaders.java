package dev.coordinator.server.api.http;

import io.grpc.Metadata;
import io.netty.handler.codec.http.HttpHeaderNames;

/** What a call over the channel within the process says of whoever made the request. */
public final class CallerHeaders {

    /** The address that the request came from, without its port; only the channel within the process carries it. */
    public static final Metadata.Key<String> PEER =
            Metadata.Key.of("coordinator-http-peer", Metadata.ASCII_STRING_MARSHALLER);

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private CallerHeaders() {}

    static Metadata of(Request request) {
        Metadata headers = new Metadata();
        headers.put(PEER, request.peer());
        String authorization = request.headers().get(HttpHeaderNames.AUTHORIZATION);
        if (authorization != null) {
            headers.put(AUTHORIZATION, authorization);
        }
        return headers;
    }
}
