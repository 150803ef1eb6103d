package dev.coordinator.server.api;

import io.grpc.Attributes;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerTransportFilter;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Bounds the connections of a node. On one beyond the bound every call is refused, so its client is told why. */
final class ConnectionLimit extends ServerTransportFilter implements ServerInterceptor {

    private static final Attributes.Key<Boolean> IS_WITHIN = Attributes.Key.create("is-within-connection-limit");

    private final int most;
    private final AtomicInteger open = new AtomicInteger();

    ConnectionLimit(int most) {
        this.most = most;
    }

    @Override
    public Attributes transportReady(Attributes attributes) {
        return attributes.toBuilder()
                .set(IS_WITHIN, open.incrementAndGet() <= most)
                .build();
    }

    @Override
    public void transportTerminated(@Nullable Attributes attributes) {
        if (attributes != null && attributes.get(IS_WITHIN) != null) {
            open.decrementAndGet();
        }
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        if (Boolean.FALSE.equals(call.getAttributes().get(IS_WITHIN))) {
            CallEnd.with(call, Statuses.limitReached("connections", "connections to one node", most));
            return new ServerCall.Listener<>() {};
        }
        return next.startCall(call, headers);
    }
}
