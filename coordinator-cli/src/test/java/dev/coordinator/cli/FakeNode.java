package dev.coordinator.cli;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.HandlerRegistry;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A node that answers as it is told, at a port of its own on loopback or at a Unix domain socket. */
public final class FakeNode implements AutoCloseable {

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final Map<String, ServerMethodDefinition<?, ?>> methods = new ConcurrentHashMap<>();
    private final List<Object> requests = new CopyOnWriteArrayList<>();
    private final List<String> shown = new CopyOnWriteArrayList<>();
    private final Server server;
    private final String address;

    public FakeNode() {
        this(InsecureServerCredentials.create());
    }

    /** One that speaks TLS, say. */
    public FakeNode(ServerCredentials credentials) {
        server = started(
                NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), credentials));
        address = "127.0.0.1:" + server.getPort();
    }

    /** One that listens at a Unix domain socket. */
    public FakeNode(Path socket) {
        EventLoopGroup loop = new NioEventLoopGroup(1, new DefaultThreadFactory("fake-node", true));
        server = started(NettyServerBuilder.forAddress(UnixDomainSocketAddress.of(socket))
                .bossEventLoopGroup(loop)
                .workerEventLoopGroup(loop)
                .channelType(NioServerDomainSocketChannel.class));
        address = "unix:" + socket;
    }

    private Server started(NettyServerBuilder builder) {
        HandlerRegistry registry = new HandlerRegistry() {
            @Override
            public @Nullable ServerMethodDefinition<?, ?> lookupMethod(String name, @Nullable String authority) {
                return methods.get(name);
            }
        };
        try {
            return builder.fallbackHandlerRegistry(registry)
                    .intercept(new Doorkeeper())
                    .directExecutor()
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What each call has shown of who makes it; empty where it has shown nothing. */
    public List<String> shown() {
        return List.copyOf(shown);
    }

    private final class Doorkeeper implements ServerInterceptor {
        @Override
        public <Q, R> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
            String authorization = headers.get(AUTHORIZATION);
            shown.add(authorization == null ? "" : authorization);
            return next.startCall(call, headers);
        }
    }

    /** A place where nothing listens. */
    public static String nowhere() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "127.0.0.1:" + socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String address() {
        return address;
    }

    public <Q, A> FakeNode answers(MethodDescriptor<Q, A> method, Function<Q, A> answer) {
        return streams(method, (question, answers) -> {
            answers.onNext(answer.apply(question));
            answers.onCompleted();
        });
    }

    public <Q, A> FakeNode refuses(MethodDescriptor<Q, A> method, StatusRuntimeException refusal) {
        return streams(method, (question, answers) -> answers.onError(refusal));
    }

    public <Q, A> FakeNode neverAnswers(MethodDescriptor<Q, A> method) {
        return streams(method, (question, answers) -> {});
    }

    public <Q, A> FakeNode streams(MethodDescriptor<Q, A> method, BiConsumer<Q, StreamObserver<A>> handler) {
        methods.put(
                method.getFullMethodName(),
                ServerMethodDefinition.create(method, ServerCalls.asyncServerStreamingCall((question, answers) -> {
                    requests.add(question);
                    try {
                        handler.accept(question, answers);
                    } catch (StatusRuntimeException refusal) {
                        answers.onError(refusal);
                    }
                })));
        return this;
    }

    public <Q> List<Q> requests(Class<Q> kind) {
        return requests.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public static StatusRuntimeException refusal(Code code, String message, Message... details) {
        Status.Builder status = Status.newBuilder().setCode(code.getNumber()).setMessage(message);
        for (Message detail : details) {
            status.addDetails(Any.pack(detail));
        }
        return StatusProto.toStatusRuntimeException(status.build());
    }

    public static ErrorInfo reason(String reason) {
        return ErrorInfo.newBuilder()
                .setDomain("coordinator.dev")
                .setReason(reason)
                .build();
    }

    public static RetryInfo retryAfterMillis(int millis) {
        return RetryInfo.newBuilder()
                .setRetryDelay(com.google.protobuf.Duration.newBuilder().setNanos(millis * 1_000_000))
                .build();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
