package dev.coordinator.server.api;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** The threads of the edge, one for each processor; native where there is a native transport. */
record EventLoops(EventLoopGroup group, Class<? extends ServerChannel> channel) {

    static EventLoops start() {
        int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
        ThreadFactory named = new DefaultThreadFactory("api", true);
        return Epoll.isAvailable()
                ? new EventLoops(new EpollEventLoopGroup(threads, named), EpollServerSocketChannel.class)
                : new EventLoops(new NioEventLoopGroup(threads, named), NioServerSocketChannel.class);
    }

    /** Ends the threads; waits for that no longer than is said. */
    void stop(long mostMillis) {
        group.shutdownGracefully(0, mostMillis, TimeUnit.MILLISECONDS).awaitUninterruptibly(mostMillis);
    }
}
