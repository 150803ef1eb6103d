package dev.coordinator.server.api.http;

/** What a route does. */
@FunctionalInterface
interface Action {

    /** Called in the connection's event loop; must not block. The answer may come later, from any thread. */
    void handle(Request request, Exchange exchange) throws RefusedException;
}
