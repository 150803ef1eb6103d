package dev.coordinator.server.api.http;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes requests in, and finds who serves them. */
final class Desk {

    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    private final Routes routes;
    private final KnownHosts hosts;
    private final int mostConnections;
    private final AtomicInteger connections = new AtomicInteger();

    Desk(Routes routes, KnownHosts hosts, int mostConnections) {
        this.routes = routes;
        this.hosts = hosts;
        this.mostConnections = mostConnections;
    }

    /** Whether one more connection is served. Each that opened also closes. */
    boolean opened() {
        return connections.incrementAndGet() <= mostConnections;
    }

    void closed() {
        connections.decrementAndGet();
    }

    Problem tooManyConnections() {
        return Problem.tooManyConnections(mostConnections);
    }

    void serve(FullHttpRequest request, Exchange exchange, Caller caller) {
        try {
            if (request.method().equals(HttpMethod.OPTIONS)) {
                exchange.answer(options(request.uri()));
                return;
            }
            hosts.check(request, caller.overTls());
            Target target = Target.parse(request.uri());
            Routes.Match match = routes.find(request.method(), target);
            match.route()
                    .action()
                    .handle(
                            new Request(
                                    target,
                                    match.path(),
                                    request.headers(),
                                    request.content(),
                                    caller.origin(),
                                    caller.certificateNames()),
                            exchange);
        } catch (RefusedException e) {
            exchange.answer(Answer.of(e.problem()));
        } catch (RuntimeException e) {
            LOG.error("event=request-not-served", e);
            exchange.answer(Answer.of(Problem.broken()));
        }
    }

    private Answer options(String uri) throws RefusedException {
        if (uri.equals("*")) {
            return allow(List.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST"));
        }
        Target target = Target.parse(uri);
        List<String> allowed = routes.allowed(target);
        if (allowed.isEmpty()) {
            routes.find(HttpMethod.OPTIONS, target);
        }
        return allow(allowed);
    }

    private static Answer allow(List<String> methods) {
        return Answer.bare(
                HttpResponseStatus.NO_CONTENT, Map.of(HttpHeaderNames.ALLOW.toString(), String.join(", ", methods)));
    }
}
