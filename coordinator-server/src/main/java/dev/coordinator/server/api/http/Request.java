package dev.coordinator.server.api.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Map;

/**
 * One request that found its route.
 *
 * @param path what the route's variables stand for, still encoded
 * @param content of its body; for as long as it is being handled
 * @param peer the address it came from, without its port
 */
record Request(Target target, Map<String, String> path, HttpHeaders headers, ByteBuf content, String peer) {}
