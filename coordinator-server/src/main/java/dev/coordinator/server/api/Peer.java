package dev.coordinator.server.api;

import dev.coordinator.server.api.http.CallerHeaders;
import dev.coordinator.server.listening.Origin;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.inprocess.InProcessSocketAddress;
import java.net.SocketAddress;
import java.util.Objects;

/** Lets a service know where a call comes from. */
final class Peer implements ServerInterceptor {

    private static final Context.Key<String> ADDRESS = Context.keyWithDefault("peer-address", "an unknown address");

    /** Of the call that is being taken, without its port. */
    static String address() {
        return ADDRESS.get();
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        SocketAddress remote = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
        String address = remote instanceof InProcessSocketAddress ? behind(headers) : Origin.of(remote);
        return Contexts.interceptCall(Context.current().withValue(ADDRESS, address), call, headers, next);
    }

    /** Of a call that HTTP made: nobody else reaches the channel within the process. */
    private static String behind(Metadata headers) {
        return Objects.requireNonNullElse(headers.get(CallerHeaders.PEER), "this process");
    }
}
