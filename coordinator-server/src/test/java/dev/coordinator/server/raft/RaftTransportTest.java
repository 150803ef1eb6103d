package dev.coordinator.server.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.alipay.remoting.serialization.HessianSerializer;
import com.alipay.remoting.serialization.SerializerManager;
import com.alipay.sofa.jraft.error.RemotingException;
import com.alipay.sofa.jraft.option.RpcOptions;
import com.alipay.sofa.jraft.rpc.InvokeCallback;
import com.alipay.sofa.jraft.rpc.RpcContext;
import com.alipay.sofa.jraft.rpc.RpcProcessor;
import com.alipay.sofa.jraft.rpc.RpcRequests.PingRequest;
import com.alipay.sofa.jraft.rpc.RpcServer;
import com.alipay.sofa.jraft.util.RpcFactoryHelper;
import java.io.Serial;
import java.io.Serializable;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a peer sends makes no objects, and a peer that is silent costs no time. */
final class RaftTransportTest {

    private static final PingRequest PING =
            PingRequest.newBuilder().setSendTimestamp(1).build();

    @BeforeAll
    static void prepare() {
        RaftEnvironment.prepare("transport-test");
    }

    @Test
    void objectsOfPeersAreNotMade() throws Exception {
        byte[] payload = new HessianSerializer().serialize(new Gadget());
        int before = Gadget.MADE.get();

        Object read = SerializerManager.getSerializer(SerializerManager.Hessian2)
                .deserialize(payload, Gadget.class.getName());

        assertThat(read).isEqualTo(RefusingSerializer.REFUSED);
        assertThat(Gadget.MADE).hasValue(before);
    }

    @Test
    void anExceptionAtAPeerEndsTheRequest() throws Exception {
        RaftAddress address = TestGroup.freeAddress();
        RpcServer server = serverThatThrows(address);
        FailFastRpcClient client = client();
        try {
            client.dial(address.endpoint()).get(20, TimeUnit.SECONDS);

            CompletableFuture<Throwable> failure = new CompletableFuture<>();
            client.invokeAsync(address.endpoint(), PING, null, new Failing(failure), 20_000);

            assertThat(failure.get(20, TimeUnit.SECONDS)).hasMessageContaining("Server exception");
        } finally {
            client.shutdown();
            server.shutdown();
        }
    }

    @Test
    void aServerListensOnItsAddressAlone() throws Exception {
        RaftAddress address = TestGroup.freeAddress();
        RpcServer server = serverThatThrows(address);
        try (ServerSocket elsewhere = new ServerSocket()) {
            elsewhere.bind(new InetSocketAddress("127.0.0.2", address.port()));

            assertThat(elsewhere.isBound()).isTrue();
        } finally {
            server.shutdown();
        }
    }

    @Test
    void aPeerThatDropsConnectionsCostsACandidateNoTime() throws Exception {
        FailFastRpcClient client = client();
        try (BlackHole hole = new BlackHole()) {
            long before = System.nanoTime();

            for (int round = 0; round < 5; round++) {
                assertThatExceptionOfType(RemotingException.class)
                        .isThrownBy(() -> client.invokeSync(hole.address().endpoint(), PING, null, 1000));
                assertThat(client.checkConnection(hole.address().endpoint(), true))
                        .isFalse();
            }

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        } finally {
            client.shutdown();
        }
    }

    private static FailFastRpcClient client() {
        FailFastRpcClient client =
                (FailFastRpcClient) RpcFactoryHelper.rpcFactory().createRpcClient();
        RpcOptions options = new RpcOptions();
        options.setEnableBoltReconnect(false);
        client.init(options);
        return client;
    }

    private static RpcServer serverThatThrows(RaftAddress address) {
        RpcServer server = RpcFactoryHelper.rpcFactory().createRpcServer(address.endpoint(), null);
        server.registerProcessor(new Throwing());
        server.init(null);
        return server;
    }

    /** Counts how often it was made. */
    static final class Gadget implements Serializable {

        static final AtomicInteger MADE = new AtomicInteger();

        @Serial
        private static final long serialVersionUID = 1L;

        Gadget() {
            MADE.incrementAndGet();
        }
    }

    private static final class Throwing implements RpcProcessor<PingRequest> {
        @Override
        public void handleRequest(RpcContext context, PingRequest request) {
            throw new IllegalStateException("as the test asked");
        }

        @Override
        public String interest() {
            return PingRequest.class.getName();
        }
    }

    private record Failing(CompletableFuture<Throwable> failure) implements InvokeCallback {
        @Override
        public void complete(Object result, Throwable thrown) {
            failure.complete(thrown);
        }

        @Override
        public Executor executor() {
            return Runnable::run;
        }
    }
}
