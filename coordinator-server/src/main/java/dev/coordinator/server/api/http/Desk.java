package dev.coordinator.server.api.http;

import com.google.rpc.Code;
import dev.coordinator.server.listening.Origin;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes requests in, and finds who serves them. */
final class Desk {

    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    private final Routes routes;
    private final int mostConnections;
    private final AtomicInteger connections = new AtomicInteger();

    Desk(Routes routes, int mostConnections) {
        this.routes = routes;
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

    void serve(FullHttpRequest request, Exchange exchange, SocketAddress from) {
        try {
            if (request.method().equals(HttpMethod.OPTIONS)) {
                exchange.answer(options(request.uri()));
                return;
            }
            requireNoOtherSite(request);
            Target target = Target.parse(request.uri());
            Routes.Match match = routes.find(request.method(), target);
            match.route()
                    .action()
                    .handle(
                            new Request(target, match.path(), request.headers(), request.content(), Origin.of(from)),
                            exchange);
        } catch (RefusedException e) {
            exchange.answer(Answer.of(e.problem()));
        } catch (RuntimeException e) {
            LOG.error("event=request-not-served", e);
            exchange.answer(Answer.of(Problem.broken()));
        }
    }

    /** A page of another site can make a browser send a request without a body; the browser says whose page it is. */
    private static void requireNoOtherSite(FullHttpRequest request) throws RefusedException {
        String origin = request.headers().get(HttpHeaderNames.ORIGIN);
        boolean changesNothing =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        if (origin == null || changesNothing) {
            return;
        }
        String host = request.headers().get(HttpHeaderNames.HOST, "");
        if (!origin.equals("http://" + host) && !origin.equals("https://" + host)) {
            throw new RefusedException(Problem.of(
                    HttpResponseStatus.FORBIDDEN,
                    Code.PERMISSION_DENIED,
                    "OTHER_ORIGIN",
                    "a page of " + Problem.shown(origin) + " may not change anything here"));
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
