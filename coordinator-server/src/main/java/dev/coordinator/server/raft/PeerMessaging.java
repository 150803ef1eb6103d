package dev.coordinator.server.raft;

import com.alipay.remoting.Connection;
import com.alipay.remoting.ConnectionManager;
import com.alipay.remoting.InvokeCallback;
import com.alipay.remoting.exception.RemotingException;
import com.alipay.sofa.jraft.option.RpcOptions;
import com.alipay.sofa.jraft.rpc.RpcServer;
import com.alipay.sofa.jraft.util.Endpoint;
import com.alipay.sofa.jraft.util.RpcFactoryHelper;
import dev.coordinator.server.membership.Introduction;
import dev.coordinator.server.replication.Peers;
import dev.coordinator.server.roster.Address;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.security.ListenerTls;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests from node to node, through the raft port.
 *
 * <p>On connections of their own: a large forwarded group must not stand in front of a heartbeat.
 */
final class PeerMessaging implements Peers {

    private static final Logger LOG = LoggerFactory.getLogger(PeerMessaging.class);
    private static final int THREADS = 2;
    private static final Duration LONGEST_CONNECT = Duration.ofMillis(500);

    private final String clusterId;
    private final NodeId self;
    private final Supplier<Introduction> introduction;
    private final Whereabouts whereabouts;
    private final FailFastRpcClient client;
    private final ThreadPoolExecutor executor = Threads.queued("raft-peers", THREADS);
    private final AtomicReference<Optional<PeerService>> service = new AtomicReference<>(Optional.empty());
    private volatile boolean closed;

    /** @param introduction what this node says to those who ask */
    PeerMessaging(
            String clusterId,
            NodeId self,
            Whereabouts whereabouts,
            Optional<ListenerTls> tls,
            Supplier<Introduction> introduction) {
        this.clusterId = clusterId;
        this.self = self;
        this.whereabouts = whereabouts;
        this.introduction = introduction;
        this.client = (FailFastRpcClient) RpcFactoryHelper.rpcFactory().createRpcClient(RaftTransport.clientWith(tls));
        RpcOptions options = new RpcOptions();
        options.setEnableBoltReconnect(false);
        client.init(options);
    }

    void listenOn(RpcServer server) {
        server.registerProcessor(new PeerRequestProcessor(clusterId, introduction, service::get, executor));
    }

    @Override
    public void serve(PeerService newService) {
        if (service.getAndSet(Optional.of(newService)).isPresent()) {
            throw new IllegalStateException("requests from nodes are served by one service");
        }
    }

    @Override
    public void send(NodeId to, byte[] request, Duration timeout, PeerReply reply) {
        requireBounded(request);
        Optional<Endpoint> endpoint = closed ? Optional.empty() : whereabouts.endpointOf(to);
        if (endpoint.isEmpty()) {
            reply.notSent();
            return;
        }
        send(endpoint.get(), new PeerRequest(clusterId, request), timeout, reply);
    }

    /** Asks who listens there; empty if nobody of this cluster answers in time. */
    void ask(Address raft, Duration timeout, Consumer<Optional<Introduction>> answer) {
        if (closed) {
            answer.accept(Optional.empty());
            return;
        }
        Endpoint there = new Endpoint(raft.host(), raft.port());
        send(there, Introductions.question(clusterId), timeout, new PeerReply() {
            @Override
            public void answered(byte[] response) {
                answer.accept(Introductions.parse(response));
            }

            @Override
            public void notSent() {
                answer.accept(Optional.empty());
            }

            @Override
            public void unknown() {
                answer.accept(Optional.empty());
            }
        });
    }

    private void send(Endpoint to, PeerRequest message, Duration timeout, PeerReply reply) {
        if (client.checkConnection(to)) {
            transmit(to, message, timeout, reply);
        } else {
            connectThenTransmit(to, message, timeout, reply);
        }
    }

    @Override
    public void broadcast(byte[] message) {
        requireBounded(message);
        PeerRequest request = new PeerRequest(clusterId, message);
        for (Endpoint to : closed ? List.<Endpoint>of() : whereabouts.othersThan(self)) {
            if (client.checkConnection(to, true)) {
                transmitOneWay(to, request);
            }
        }
    }

    private void transmitOneWay(Endpoint to, PeerRequest message) {
        try {
            client.getRpcClient().oneway(connectionTo(to), message);
        } catch (RemotingException | RuntimeException lost) {
            LOG.debug("event=not-told peer={} why=\"{}\"", to, lost.getMessage());
        }
    }

    private static void requireBounded(byte[] request) {
        if (request.length > PeerMessageSerializer.MOST_BYTES) {
            throw new IllegalArgumentException("a request to a node has at most " + PeerMessageSerializer.MOST_BYTES
                    + " bytes, not " + request.length);
        }
    }

    /** Connecting takes at most half of the time; what is left is for the answer. */
    @SuppressWarnings("FutureReturnValueIgnored") // The reply tells.
    private void connectThenTransmit(Endpoint to, PeerRequest message, Duration timeout, PeerReply reply) {
        Duration half = timeout.dividedBy(2);
        Duration patience = half.compareTo(LONGEST_CONNECT) < 0 ? half : LONGEST_CONNECT;
        client.dial(to)
                .copy()
                .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenCompleteAsync((done, failure) -> transmit(to, message, timeout.minus(patience), reply), executor);
    }

    private void transmit(Endpoint to, PeerRequest message, Duration timeout, PeerReply reply) {
        try {
            Connection connection = connectionTo(to);
            client.getRpcClient()
                    .invokeWithCallback(
                            connection,
                            message,
                            new ReplyCallback(reply, executor),
                            Math.toIntExact(Math.max(1, timeout.toMillis())));
        } catch (RemotingException | RuntimeException beforeAnythingWasWritten) {
            reply.notSent();
        }
    }

    private Connection connectionTo(Endpoint peer) throws RemotingException {
        ConnectionManager connections = client.getRpcClient().getConnectionManager();
        Connection connection = connections.get(peer.toString());
        connections.check(connection);
        return connection;
    }

    /** Requests under way come to an unknown end. */
    void close() {
        closed = true;
        client.shutdown();
        executor.shutdown();
    }

    /** The RPC library calls one of its methods once. */
    private record ReplyCallback(PeerReply reply, Executor executor) implements InvokeCallback {

        @Override
        public void onResponse(Object response) {
            if (!(response instanceof PeerAnswer answer)) {
                reply.unknown();
                return;
            }
            switch (answer.kind()) {
                case ANSWERED -> reply.answered(answer.body());
                case REFUSED -> reply.notSent();
                case FAILED -> reply.unknown();
            }
        }

        @Override
        public void onException(Throwable failure) {
            reply.unknown();
        }

        @Override
        public Executor getExecutor() {
            return executor;
        }
    }
}
