package dev.coordinator.server.api.http;

import dev.coordinator.server.listening.EventLoops;
import io.grpc.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The HTTP edge of a node: where requests become calls. Safe for use by any thread. */
public final class HttpGateway {

    private final HttpListeners listeners;
    private final ChannelGroup connections;

    private HttpGateway(HttpListeners listeners, ChannelGroup connections) {
        this.listeners = listeners;
        this.connections = connections;
    }

    /**
     * Listens and serves.
     *
     * @param calls within this process, on which every request goes
     * @param plain what is served besides
     * @param waiters who are told of changes, from before anybody connects
     * @param front puts what must see the bytes first, such as TLS, into the pipeline of a new connection to the port
     * @throws IOException when it can't listen; says where and why
     */
    public static HttpGateway start(
            HttpSettings settings,
            EventLoops loops,
            Channel calls,
            List<PlainRoute> plain,
            Waiters waiters,
            Consumer<ChannelPipeline> front)
            throws IOException {
        return start(settings, loops, routes(settings.console(), calls, plain, waiters), front, Patience.DEFAULT);
    }

    private static List<Route> routes(ConsoleMode console, Channel calls, List<PlainRoute> plain, Waiters waiters) {
        List<Route> routes = new ArrayList<>();
        Action description = Pages.resource("index.html", "text/html; charset=utf-8");
        routes.addAll(ConsolePages.routes(console));
        if (routes.isEmpty()) {
            routes.add(Route.get("/", description));
        }
        routes.add(Route.get("/api", description));
        routes.add(Route.get("/openapi.json", Pages.resource("openapi.json", "application/json")));
        plain.forEach(each -> routes.add(Pages.of(each)));
        for (Rpc rpc : Rpcs.all()) {
            routes.add(new Route(rpc.http(), rpc.path(), action(rpc, calls, waiters)));
        }
        Probe.ALL.forEach(probe -> routes.add(probe.route(calls)));
        return routes;
    }

    private static Action action(Rpc rpc, Channel calls, Waiters waiters) {
        if (rpc.isStream()) {
            return new WatchAction(rpc, calls);
        }
        return rpc.isCheckIn() ? new CheckInAction(rpc, calls, waiters) : RpcAction.plain(rpc, calls);
    }

    static HttpGateway start(
            HttpSettings settings,
            EventLoops loops,
            List<Route> routes,
            Consumer<ChannelPipeline> front,
            Patience patience)
            throws IOException {
        ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
        Desk desk = new Desk(new Routes(routes), new KnownHosts(settings.hosts()), settings.maxConnections());
        Consumer<io.netty.channel.Channel> opened = channel -> {
            connections.add(channel);
            assemble(channel, desk, settings.maxBodyBytes(), patience);
        };
        HttpListeners listeners = new HttpListeners(loops, opened);
        try {
            if (settings.tcp().isPresent()) {
                listeners.listen(settings.tcp().get(), front);
            }
            if (settings.unix().isPresent()) {
                listeners.listen(settings.unix().get());
            }
        } catch (IOException | RuntimeException e) {
            listeners.close();
            throw e;
        }
        return new HttpGateway(listeners, connections);
    }

    /** What a request passes, in this order. */
    private static void assemble(io.netty.channel.Channel channel, Desk desk, int mostBodyBytes, Patience patience) {
        ConnectionClock clock = new ConnectionClock(patience);
        Turns turns = new Turns();
        channel.pipeline()
                .addLast(clock)
                .addLast(new StrictRequestDecoder())
                .addLast(new HttpResponseEncoder())
                .addLast(turns)
                .addLast(new Gzip())
                .addLast(new WholeRequests(mostBodyBytes))
                .addLast(new HttpConnection(desk, clock, turns, channel));
    }

    /** The port that is listened on; empty: none. */
    public OptionalInt port() {
        return listeners.port();
    }

    /** How many connections are open. */
    int connections() {
        return connections.size();
    }

    /** Takes no more connections, and closes each as soon as nothing is under way on it. */
    public void drain() {
        listeners.close();
        for (io.netty.channel.Channel channel : connections) {
            HttpConnection connection = channel.pipeline().get(HttpConnection.class);
            if (connection != null) {
                connection.drain();
            }
        }
    }

    /** Waits, after {@link #drain}, until every connection is closed, and no longer than is said; then closes the rest. */
    public void close(Duration grace) throws InterruptedException {
        connections.newCloseFuture().await(grace.toMillis(), TimeUnit.MILLISECONDS);
        connections.close().awaitUninterruptibly();
    }
}
