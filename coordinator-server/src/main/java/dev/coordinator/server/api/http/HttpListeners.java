package dev.coordinator.server.api.http;

import dev.coordinator.server.listening.EventLoops;
import dev.coordinator.server.listening.SocketFile;
import dev.coordinator.server.listening.TcpPlace;
import dev.coordinator.server.listening.UnixPlace;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ServerChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** What listens for requests of HTTP. */
final class HttpListeners {

    private static final int LEAST_READ_BYTES = 256;
    private static final int FIRST_READ_BYTES = 2 * 1024;
    private static final int MOST_READ_BYTES = 16 * 1024;
    private static final int BACKLOG = 1_024;

    private final EventLoops loops;
    private final Consumer<Channel> opened;
    private final List<ServerChannel> listening = new ArrayList<>();
    private final List<SocketFile> files = new ArrayList<>();

    /** @param opened told of each new connection */
    HttpListeners(EventLoops loops, Consumer<Channel> opened) {
        this.loops = loops;
        this.opened = opened;
    }

    /** @param front sees the pipeline of each new connection before it is told of */
    void listen(TcpPlace place, Consumer<ChannelPipeline> front) throws IOException {
        try {
            bind(
                    serving(loops.tcpListener(), front)
                            .option(ChannelOption.SO_REUSEADDR, true)
                            .childOption(ChannelOption.TCP_NODELAY, true),
                    place.address());
        } catch (IOException e) {
            throw new IOException("HTTP can't be served on " + place + ": " + e.getMessage(), e);
        }
    }

    void listen(UnixPlace place) throws IOException {
        try {
            SocketFile file = SocketFile.prepare(place);
            files.add(file);
            bind(serving(loops.unixListener(), pipeline -> {}), loops.binding(file));
            file.publish();
        } catch (IOException e) {
            throw new IOException("HTTP can't be served on " + place + ": " + e.getMessage(), e);
        }
    }

    private ServerBootstrap serving(Class<? extends ServerChannel> listener, Consumer<ChannelPipeline> front) {
        return new ServerBootstrap()
                .group(loops.group())
                .channel(listener)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(
                        ChannelOption.RCVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(LEAST_READ_BYTES, FIRST_READ_BYTES, MOST_READ_BYTES)
                                .maxMessagesPerRead(1))
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        front.accept(channel.pipeline());
                        opened.accept(channel);
                    }
                });
    }

    private void bind(ServerBootstrap server, SocketAddress address) throws IOException {
        ChannelFuture bound = server.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(bound.cause().getMessage(), bound.cause());
        }
        listening.add((ServerChannel) bound.channel());
    }

    /** The port that is listened on; empty: none. */
    OptionalInt port() {
        return listening.stream()
                .map(Channel::localAddress)
                .filter(InetSocketAddress.class::isInstance)
                .mapToInt(address -> ((InetSocketAddress) address).getPort())
                .findFirst();
    }

    /** Takes no more connections. */
    void close() {
        listening.forEach(channel -> channel.close().awaitUninterruptibly());
        files.forEach(SocketFile::remove);
    }
}
