package dev.coordinator.cli.connection;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;

/** The line to one endpoint. Connects when it is first used. */
final class Line implements AutoCloseable {

    /** A node allows no more frequent signs of life than this, unless it is told to. */
    private static final Duration PROBE_INTERVAL = Duration.ofMinutes(6);

    private static final int MOST_BYTES_IN_A_MESSAGE = 64 << 20;

    private final ManagedChannel channel;

    /** @param group carries the line; must outlive it */
    Line(Endpoint endpoint, EventLoopGroup group) {
        this.channel = NettyChannelBuilder.forAddress(endpoint.host(), endpoint.port())
                .eventLoopGroup(group)
                .channelType(NioSocketChannel.class)
                .usePlaintext()
                .directExecutor()
                .disableRetry()
                .maxInboundMessageSize(MOST_BYTES_IN_A_MESSAGE)
                .keepAliveTime(PROBE_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)
                .build();
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

    <Q, A> Iterator<A> stream(MethodDescriptor<Q, A> method, Q question) {
        return ClientCalls.blockingServerStreamingCall(channel, method, CallOptions.DEFAULT, question);
    }

    private static CallOptions within(Duration patience) {
        return CallOptions.DEFAULT.withDeadlineAfter(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
