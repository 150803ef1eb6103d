package dev.coordinator.server.listening;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The threads of the edge, one for each processor.
 *
 * @param isNative by the native transport, where there is one
 */
public record EventLoops(EventLoopGroup group, boolean isNative) {

    /** Starts them. */
    public static EventLoops start() {
        int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
        ThreadFactory named = new DefaultThreadFactory("api", true);
        return Epoll.isAvailable()
                ? new EventLoops(new EpollEventLoopGroup(threads, named), true)
                : new EventLoops(new NioEventLoopGroup(threads, named), false);
    }

    /** The kind of channel that listens on a port. */
    public Class<? extends ServerChannel> tcpListener() {
        return isNative ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    /** The kind of channel that listens on a Unix domain socket. */
    public Class<? extends ServerChannel> unixListener() {
        return isNative ? EpollServerDomainSocketChannel.class : NioServerDomainSocketChannel.class;
    }

    /** Where such a channel binds. */
    public SocketAddress binding(SocketFile file) {
        return isNative
                ? new DomainSocketAddress(file.binding().toString())
                : UnixDomainSocketAddress.of(file.binding());
    }

    /** Ends the threads; waits for that no longer than is said. */
    public void stop(long mostMillis) {
        group.shutdownGracefully(0, mostMillis, TimeUnit.MILLISECONDS).awaitUninterruptibly(mostMillis);
    }
}
