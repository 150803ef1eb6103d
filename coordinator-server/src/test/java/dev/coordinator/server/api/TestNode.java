package dev.coordinator.server.api;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.coordinator.server.api.http.ConsoleMode;
import dev.coordinator.server.api.http.HttpSettings;
import dev.coordinator.server.listening.TcpPlace;
import dev.coordinator.server.listening.UnixPlace;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.security.ListenerTls;
import dev.coordinator.v1.CheckInRequest;
import dev.coordinator.v1.ClusterServiceGrpc;
import dev.coordinator.v1.LeaseServiceGrpc;
import dev.coordinator.v1.PoolOperationsServiceGrpc;
import dev.coordinator.v1.PoolServiceGrpc;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/** A node's edge on a free port of this machine, over a log that decides at once. */
final class TestNode implements AutoCloseable {

    static final EdgeLimits LIMITS = new EdgeLimits(16_384, 100, 100, 3, 3, 2, 10);

    private static final Optional<HttpSettings> HTTP = http(ConsoleMode.ON);

    private static Optional<HttpSettings> http(ConsoleMode console) {
        return Optional.of(new HttpSettings(
                Optional.of(new TcpPlace("127.0.0.1", 0)),
                Optional.empty(),
                8,
                16_384,
                console,
                Set.of("console.example")));
    }

    final InstantLog log;
    final ChangeFan changes;
    final ApiServer server;
    final TestNodes nodes = new TestNodes();
    private final List<ManagedChannel> channels = new ArrayList<>();
    private final ManagedChannel channel;

    private TestNode(InstantLog log, EdgeSettings settings) throws IOException {
        this(log, settings, Entrance.OPEN);
    }

    private TestNode(InstantLog log, EdgeSettings settings, Entrance entrance) throws IOException {
        this.log = log;
        this.changes = ChangeFan.open(settings);
        log.tell(changes);
        this.server = ApiServer.start(
                settings, entrance, new Replicated(log, log, log::status), nodes.nodes(log), changes, List.of());
        this.channel = connect();
    }

    static TestNode start() throws IOException {
        return with(new InstantLog(), LIMITS, true);
    }

    /** Listens on Unix domain sockets too. */
    static TestNode with(UnixPlace grpc, UnixPlace http) throws IOException {
        return new TestNode(
                new InstantLog(),
                new EdgeSettings(
                        new TcpPlace("127.0.0.1", 0),
                        Optional.of(grpc),
                        Optional.empty(),
                        LIMITS,
                        Optional.of(new HttpSettings(
                                Optional.empty(), Optional.of(http), 8, 16_384, ConsoleMode.ON, Set.of())),
                        true,
                        "cluster-a",
                        new NodeId("n1"),
                        "1.2.3",
                        42));
    }

    /** With a console that offers so much. */
    static TestNode showing(ConsoleMode console) throws IOException {
        return new TestNode(
                new InstantLog(),
                new EdgeSettings(
                        new TcpPlace("127.0.0.1", 0),
                        Optional.empty(),
                        Optional.empty(),
                        LIMITS,
                        http(console),
                        true,
                        "cluster-a",
                        new NodeId("n1"),
                        "1.2.3",
                        42));
    }

    /** Where callers are checked. */
    static TestNode behind(Entrance entrance) throws IOException {
        return new TestNode(new InstantLog(), settings(0, LIMITS, true), entrance);
    }

    static TestNode speaking(ListenerTls tls) throws IOException {
        return speaking(tls, Entrance.OPEN);
    }

    static TestNode speaking(ListenerTls tls, Entrance entrance) throws IOException {
        return new TestNode(
                new InstantLog(),
                new EdgeSettings(
                        new TcpPlace("127.0.0.1", 0),
                        Optional.empty(),
                        Optional.of(tls),
                        LIMITS,
                        HTTP,
                        true,
                        "cluster-a",
                        new NodeId("n1"),
                        "1.2.3",
                        42),
                entrance);
    }

    static TestNode with(InstantLog log, EdgeLimits limits, boolean createPools) throws IOException {
        return new TestNode(log, settings(0, limits, createPools));
    }

    static EdgeSettings settings(int port, EdgeLimits limits, boolean createPools) {
        return new EdgeSettings(
                new TcpPlace("127.0.0.1", port),
                Optional.empty(),
                Optional.empty(),
                limits,
                HTTP,
                createPools,
                "cluster-a",
                new NodeId("n1"),
                "1.2.3",
                42);
    }

    ManagedChannel connect() {
        ManagedChannel opened = NettyChannelBuilder.forAddress("127.0.0.1", server.port())
                .usePlaintext()
                .flowControlWindow(65_535)
                .build();
        channels.add(opened);
        return opened;
    }

    Channel channel() {
        return channel;
    }

    LeaseServiceGrpc.LeaseServiceBlockingStub leases() {
        return LeaseServiceGrpc.newBlockingStub(channel);
    }

    PoolServiceGrpc.PoolServiceBlockingStub pools() {
        return PoolServiceGrpc.newBlockingStub(channel);
    }

    PoolOperationsServiceGrpc.PoolOperationsServiceBlockingStub operations() {
        return PoolOperationsServiceGrpc.newBlockingStub(channel);
    }

    ClusterServiceGrpc.ClusterServiceBlockingStub cluster() {
        return ClusterServiceGrpc.newBlockingStub(channel);
    }

    static CheckInRequest.Builder checkIn(String pool, String instance, long incarnation, long seq) {
        return CheckInRequest.newBuilder()
                .setPool(pool)
                .setInstanceId(instance)
                .setIncarnation(incarnation)
                .setSeq(seq);
    }

    /** The status that a call ends with. */
    static Status statusOf(Callable<?> call) {
        try {
            Object answer = call.call();
            throw new AssertionError("answered: " + answer);
        } catch (StatusRuntimeException e) {
            return statusOf(e);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static Status statusOf(Throwable error) {
        return Optional.ofNullable(StatusProto.fromThrowable(error)).orElseThrow();
    }

    static ErrorInfo info(Status status) {
        return detail(status, ErrorInfo.class).orElseThrow();
    }

    static List<BadRequest.FieldViolation> violations(Status status) {
        return detail(status, BadRequest.class).orElseThrow().getFieldViolationsList();
    }

    static long retryMillis(Status status) {
        var delay = detail(status, RetryInfo.class).orElseThrow().getRetryDelay();
        return delay.getSeconds() * 1000 + delay.getNanos() / 1_000_000;
    }

    private static <T extends com.google.protobuf.Message> Optional<T> detail(Status status, Class<T> type) {
        return status.getDetailsList().stream()
                .filter(any -> any.is(type))
                .map(any -> {
                    try {
                        return any.unpack(type);
                    } catch (InvalidProtocolBufferException e) {
                        throw new AssertionError(e);
                    }
                })
                .findFirst();
    }

    @Override
    public void close() {
        channels.forEach(ManagedChannel::shutdownNow);
        server.close(Duration.ofMillis(200));
    }
}
