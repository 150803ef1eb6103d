package dev.coordinator.server.api.http;

import io.netty.handler.codec.http.HttpMethod;

/** What is served, and where. */
record Route(HttpMethod method, PathTemplate path, Action action) {

    static Route get(String path, Action action) {
        return new Route(HttpMethod.GET, PathTemplate.parse(path), action);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
