package dev.coordinator.server.api.http;

import io.grpc.Channel;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The HTTP edge of a node: a port on which requests become calls. Safe for use by any thread. */
public final class HttpGateway {

    private static final int LEAST_READ_BYTES = 256;
    private static final int FIRST_READ_BYTES = 2 * 1024;
    private static final int MOST_READ_BYTES = 16 * 1024;
    private static final int BACKLOG = 1_024;

    private final ServerChannel listener;
    private final ChannelGroup connections;

    private HttpGateway(ServerChannel listener, ChannelGroup connections) {
        this.listener = listener;
        this.connections = connections;
    }

    /** What the gateway runs on. */
    public record Threads(EventLoopGroup group, Class<? extends ServerChannel> listener) {}

    /**
     * Opens the port and serves.
     *
     * @param calls within this process, on which every request goes
     * @param plain what is served besides
     * @param waiters who are told of changes, from before the port opens
     * @param front puts what must see the bytes first, such as TLS, into the pipeline of a new connection
     * @throws IOException when the port can't be opened; says which and why
     */
    public static HttpGateway start(
            HttpSettings settings,
            Threads threads,
            Channel calls,
            List<PlainRoute> plain,
            Waiters waiters,
            Consumer<ChannelPipeline> front)
            throws IOException {
        return start(settings, threads, routes(calls, plain, waiters), front, Patience.DEFAULT);
    }

    private static List<Route> routes(Channel calls, List<PlainRoute> plain, Waiters waiters) {
        List<Route> routes = new ArrayList<>();
        routes.add(Route.get("/", Pages.resource("index.html", "text/html; charset=utf-8")));
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
            Threads threads,
            List<Route> routes,
            Consumer<ChannelPipeline> front,
            Patience patience)
            throws IOException {
        InetSocketAddress address = settings.host().isEmpty()
                ? new InetSocketAddress(settings.port())
                : new InetSocketAddress(settings.host(), settings.port());
        String where = (settings.host().isEmpty() ? "*" : settings.host()) + ":" + settings.port();
        if (address.isUnresolved()) {
            throw new IOException("HTTP can't be served on " + where + ": the host is unknown");
        }
        ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
        Desk desk = new Desk(new Routes(routes), settings.maxConnections());
        ChannelFuture bound = new ServerBootstrap()
                .group(threads.group())
                .channel(threads.listener())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(
                        ChannelOption.RCVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(LEAST_READ_BYTES, FIRST_READ_BYTES, MOST_READ_BYTES)
                                .maxMessagesPerRead(1))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        connections.add(channel);
                        front.accept(channel.pipeline());
                        assemble(channel, desk, settings.maxBodyBytes(), patience);
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "HTTP can't be served on " + where + ": " + bound.cause().getMessage(), bound.cause());
        }
        return new HttpGateway((ServerChannel) bound.channel(), connections);
    }

    /** What a request passes, in this order. */
    private static void assemble(SocketChannel channel, Desk desk, int mostBodyBytes, Patience patience) {
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

    /** The port that is listened on. */
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** How many connections are open. */
    int connections() {
        return connections.size();
    }

    /** Takes no more connections, and closes each as soon as nothing is under way on it. */
    public void drain() {
        listener.close().awaitUninterruptibly();
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
