package dev.coordinator.server.raft;

import com.alipay.remoting.Connection;
import com.alipay.remoting.ConnectionManager;
import com.alipay.sofa.jraft.ReplicatorGroup;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.error.RemotingException;
import com.alipay.sofa.jraft.rpc.InvokeCallback;
import com.alipay.sofa.jraft.rpc.InvokeContext;
import com.alipay.sofa.jraft.rpc.RpcRequests.ErrorResponse;
import com.alipay.sofa.jraft.rpc.RpcRequests.PingRequest;
import com.alipay.sofa.jraft.rpc.impl.BoltRpcClient;
import com.alipay.sofa.jraft.util.Endpoint;
import dev.coordinator.server.security.ListenerTls;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects in the background, one attempt a peer at a time, and fails at once while there is no connection.
 *
 * <p>The library connects under the lock of its node, blocking for a second: with two peers of five silently cut off,
 * there was no leader for a minute. A candidate waits {@value #PATIENCE_MILLIS} ms for each peer here, no more.
 */
final class FailFastRpcClient extends BoltRpcClient {

    private static final Logger LOG = LoggerFactory.getLogger(FailFastRpcClient.class);
    private static final long PATIENCE_MILLIS = 50;
    private static final int CONNECT_MILLIS = 1000;
    private static final int MOST_DIALLERS = 64;

    /** A peer that isn't who it should be is no different a moment later, and a handshake costs both sides. */
    private static final long PAUSE_AFTER_REFUSAL_MILLIS = 250;

    /** Name lookups and handshakes block; a thread each while one is under way, none when all is well. */
    private static final ThreadPoolExecutor DIALLERS = new ThreadPoolExecutor(
            0, MOST_DIALLERS, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), Threads.named("raft-dial"));

    private final ConcurrentMap<Endpoint, CompletableFuture<Void>> dialling = new ConcurrentHashMap<>();
    private Function<Endpoint, Optional<Endpoint>> finder = Optional::of;
    private Consumer<Endpoint> reached = peer -> {};
    private boolean encrypted;

    FailFastRpcClient(com.alipay.remoting.rpc.RpcClient client) {
        super(client);
    }

    /** From now on peers are found by {@code newFinder}, and not where their names would say. Called before the first use. */
    void findBy(Function<Endpoint, Optional<Endpoint>> newFinder) {
        finder = newFinder;
    }

    /** From now on no peer is spoken to before it has shown who it is. Called before the first use. */
    void speakTls(ListenerTls tls) {
        PeerTls.inFrontOf(getRpcClient(), tls);
        encrypted = true;
    }

    /** Completes when the attempt under way, or a new one, has come to an end; how it ended is seen by checking. */
    CompletableFuture<Void> dial(Endpoint peer) {
        try {
            return dialling.computeIfAbsent(
                    peer, absent -> CompletableFuture.runAsync(() -> connectBlocking(absent), DIALLERS));
        } catch (RejectedExecutionException tooMany) {
            return CompletableFuture.completedFuture(null);
        }
    }

    private void connectBlocking(Endpoint peer) {
        boolean refused = false;
        try {
            Optional<Endpoint> place = finder.apply(peer);
            if (place.isPresent()) {
                Connection connection = getRpcClient().getConnection(place.get().toString(), CONNECT_MILLIS);
                refused = !isIntroduced(connection);
                if (!refused) {
                    reached.accept(peer);
                }
            }
        } catch (com.alipay.remoting.exception.RemotingException | InterruptedException failed) {
            LOG.debug("event=not-connected peer={} why=\"{}\"", peer, failed.getMessage());
        } finally {
            mayBeDialled(peer, refused ? PAUSE_AFTER_REFUSAL_MILLIS : 0);
        }
    }

    private void mayBeDialled(Endpoint peer, long pauseMillis) {
        if (pauseMillis == 0) {
            dialling.remove(peer);
        } else {
            CompletableFuture.delayedExecutor(pauseMillis, TimeUnit.MILLISECONDS)
                    .execute(() -> dialling.remove(peer));
        }
    }

    /** Waits for the handshake, so that nothing is sent into one whose end nobody knows. */
    private boolean isIntroduced(Connection connection) throws InterruptedException {
        try {
            return !encrypted
                    || PeerGate.verdict(connection.getChannel()).get(PeerTls.HANDSHAKE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException untold) {
            return false;
        }
    }

    private boolean isHeard(Connection connection) {
        return !encrypted || PeerGate.isOpen(connection.getChannel());
    }

    /** Looks for itself, because the library logs a stack trace for every connection that isn't there. */
    @Override
    public boolean checkConnection(Endpoint peer) {
        ConnectionManager connections = getRpcClient().getConnectionManager();
        Connection connection = finder.apply(peer)
                .map(place -> connections.get(place.toString()))
                .orElse(null);
        return connection != null
                && connection.isFine()
                && isHeard(connection)
                && connection.getChannel().isWritable();
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // Whoever asks next sees how it ended.
    public boolean checkConnection(Endpoint peer, boolean createIfAbsent) {
        if (checkConnection(peer)) {
            return true;
        }
        if (createIfAbsent) {
            dial(peer);
        }
        return false;
    }

    /** A ping is the library's way to connect, so being connected answers it. */
    @Override
    public Object invokeSync(Endpoint peer, Object request, @Nullable InvokeContext context, long timeoutMillis)
            throws InterruptedException, RemotingException {
        if (!checkConnection(peer)) {
            awaitBriefly(dial(peer));
            requireConnection(peer);
        }
        return request instanceof PingRequest
                ? ErrorResponse.newBuilder().setErrorCode(0).build()
                : super.invokeSync(placeOf(peer), request, context, timeoutMillis);
    }

    @Override
    public void invokeAsync(
            Endpoint peer, Object request, @Nullable InvokeContext context, InvokeCallback callback, long timeoutMillis)
            throws InterruptedException, RemotingException {
        if (!checkConnection(peer, true)) {
            requireConnection(peer);
        }
        super.invokeAsync(placeOf(peer), request, context, callback, timeoutMillis);
    }

    @Override
    public void closeConnection(Endpoint peer) {
        finder.apply(peer).ifPresent(super::closeConnection);
    }

    /** The library listens for connections by their addresses, which say nothing here; so it is told by name. */
    @Override
    public void registerConnectEventListener(ReplicatorGroup replicators) {
        reached = peer -> replicators.checkReplicator(new PeerId(peer, 0), true);
    }

    private Endpoint placeOf(Endpoint peer) throws RemotingException {
        return finder.apply(peer).orElseThrow(() -> new RemotingException("nobody knows where " + peer + " is"));
    }

    private void requireConnection(Endpoint peer) throws RemotingException {
        if (!checkConnection(peer)) {
            throw new RemotingException("not connected to " + peer + " yet");
        }
    }

    private static void awaitBriefly(CompletableFuture<Void> attempt) throws InterruptedException {
        try {
            attempt.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException seenByTheCheckThatFollows) {
            return;
        }
    }
}
