package dev.coordinator.server.api.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Map;

/**
 * One request that found its route.
 *
 * @param path what the route's variables stand for, still encoded
 * @param content of its body; for as long as it is being handled
 * @param peer the address it came from, without its port
 * @param certificateNames of the certificate that the client has shown to TLS; empty: none
 */
record Request(
        Target target,
        Map<String, String> path,
        HttpHeaders headers,
        ByteBuf content,
        String peer,
        List<String> certificateNames) {}
