package dev.coordinator.cli.connection;

import com.google.common.util.concurrent.ListenableFuture;
import dev.coordinator.client.Endpoint;
import dev.coordinator.client.TcpEndpoint;
import dev.coordinator.client.UnixEndpoint;
import dev.coordinator.client.token.ClientToken;
import io.grpc.CallOptions;
import io.grpc.ChannelCredentials;
import io.grpc.ConnectivityState;
import io.grpc.Context;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The line to one endpoint. Connects when it is first used. */
final class Line implements AutoCloseable {

    /** After so long without a sign from the node it is asked for one. Nodes permit it every 5 s. */
    private static final Duration PROBE_INTERVAL = Duration.ofSeconds(10);

    /** A node that is frozen, or cut off without a word, gives none: then its streams end, and go on at another. */
    private static final Duration PROBE_PATIENCE = Duration.ofSeconds(5);

    private static final int MOST_BYTES_IN_A_MESSAGE = 64 << 20;

    private final ManagedChannel channel;

    /**
     * Of one endpoint.
     *
     * @param token shown with each call; empty: nothing is
     * @param group carries the line; must outlive it
     */
    Line(
            Endpoint endpoint,
            Supplier<ChannelCredentials> credentials,
            Optional<ClientToken> token,
            EventLoopGroup group) {
        this.channel = to(endpoint, credentials)
                .eventLoopGroup(group)
                .directExecutor()
                .disableRetry()
                .intercept(token.map(ClientToken::interceptor).stream().toList())
                .maxInboundMessageSize(MOST_BYTES_IN_A_MESSAGE)
                .keepAliveTime(PROBE_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)
                .keepAliveTimeout(PROBE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .build();
    }

    private static NettyChannelBuilder to(Endpoint endpoint, Supplier<ChannelCredentials> credentials) {
        if (endpoint instanceof TcpEndpoint port) {
            return NettyChannelBuilder.forAddress(port.host(), port.port(), credentials.get())
                    .channelType(NioSocketChannel.class);
        }
        Path socket = ((UnixEndpoint) endpoint).path();
        return NettyChannelBuilder.forAddress(UnixDomainSocketAddress.of(socket), InsecureChannelCredentials.create())
                .channelType(NioDomainSocketChannel.class, UnixDomainSocketAddress.class)
                .withOption(ChannelOption.SO_KEEPALIVE, null) // The library sets it, and this kind has none.
                .overrideAuthority("localhost");
    }

    <Q, A> A ask(MethodDescriptor<Q, A> method, Q question, Duration patience, Departure departure) {
        return ClientCalls.blockingUnaryCall(
                channel, method, within(patience).withStreamTracerFactory(departure), question);
    }

    /** Tries to connect again at once if that failed before, however lately: who asks again wants to know now. */
    <Q, A> ListenableFuture<A> askAside(MethodDescriptor<Q, A> method, Q question, Duration patience) {
        channel.resetConnectBackoff();
        return ClientCalls.futureUnaryCall(channel.newCall(method, within(patience)), question);
    }

    /**
     * Opens a stream that ends when it ends. The node must have been reached by then: where a port is open and silent, a stream
     * would wait for ever.
     *
     * @throws StatusRuntimeException at once when the node isn't reached so soon; later from the iterator
     */
    <Q, A> Iterator<A> stream(MethodDescriptor<Q, A> method, Q question, Duration patience) {
        awaitConnection(patience);
        return ClientCalls.blockingServerStreamingCall(channel, method, CallOptions.DEFAULT, question);
    }

    /** Returns as well when it has failed, for the call then says why. */
    private void awaitConnection(Duration patience) {
        long endNanos = System.nanoTime() + patience.toNanos();
        Context context = Context.current();
        Semaphore news = new Semaphore(0);
        Context.CancellationListener cancelled = ended -> news.release();
        context.addListener(cancelled, Runnable::run);
        try {
            ConnectivityState state = channel.getState(true);
            while (state == ConnectivityState.IDLE || state == ConnectivityState.CONNECTING) {
                channel.notifyWhenStateChanged(state, news::release);
                if (!news.tryAcquire(endNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    throw Status.DEADLINE_EXCEEDED.asRuntimeException();
                }
                if (context.isCancelled()) {
                    throw Status.CANCELLED.asRuntimeException();
                }
                state = channel.getState(true);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw Status.CANCELLED.withCause(hurried).asRuntimeException();
        } finally {
            context.removeListener(cancelled);
        }
    }

    private static CallOptions within(Duration patience) {
        return CallOptions.DEFAULT.withDeadlineAfter(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
