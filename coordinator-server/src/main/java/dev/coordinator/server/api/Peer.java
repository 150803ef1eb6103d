package dev.coordinator.server.api;

import dev.coordinator.server.api.http.CallerHeaders;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.inprocess.InProcessSocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
        String address = remote instanceof InProcessSocketAddress ? behind(headers) : text(remote);
        return Contexts.interceptCall(Context.current().withValue(ADDRESS, address), call, headers, next);
    }

    /** Of a call that HTTP made: nobody else reaches the channel within the process. */
    private static String behind(Metadata headers) {
        return Objects.requireNonNullElse(headers.get(CallerHeaders.PEER), "this process");
    }

    private static String text(@Nullable SocketAddress remote) {
        if (remote instanceof InetSocketAddress inet) {
            InetAddress address = inet.getAddress();
            return address == null ? inet.getHostString() : withoutZone(address.getHostAddress());
        }
        return String.valueOf(remote);
    }

    /** An IPv6 address may name the interface that it was reached by, which means nothing elsewhere. */
    private static String withoutZone(String address) {
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }
}
