package dev.coordinator.server.raft;

import com.alipay.sofa.jraft.rpc.RpcContext;
import com.alipay.sofa.jraft.rpc.RpcProcessor;
import dev.coordinator.server.membership.Introduction;
import dev.coordinator.server.replication.Peers.PeerService;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands other nodes' requests to the service, if they are of this cluster and there is one. */
final class PeerRequestProcessor implements RpcProcessor<PeerRequest> {

    private static final Logger LOG = LoggerFactory.getLogger(PeerRequestProcessor.class);

    private final String clusterId;
    private final Supplier<Introduction> self;
    private final Supplier<Optional<PeerService>> service;
    private final Executor executor;

    /** @param self who this node is, for those who ask */
    PeerRequestProcessor(
            String clusterId, Supplier<Introduction> self, Supplier<Optional<PeerService>> service, Executor executor) {
        this.clusterId = clusterId;
        this.self = self;
        this.service = service;
        this.executor = executor;
    }

    @Override
    public void handleRequest(RpcContext context, PeerRequest request) {
        if (Introductions.isQuestion(request, clusterId)) {
            context.sendResponse(PeerAnswer.answered(Introductions.toBytes(self.get())));
            return;
        }
        Optional<PeerService> serving = service.get();
        if (!request.clusterId().equals(clusterId) || serving.isEmpty()) {
            context.sendResponse(PeerAnswer.refused());
            return;
        }
        AtomicBoolean answered = new AtomicBoolean();
        try {
            serving.get().handle(request.body(), response -> {
                requireFirst(answered);
                context.sendResponse(ofBounded(response));
            });
        } catch (RuntimeException broken) {
            LOG.error("event=peer-request-failed remote={}", context.getRemoteAddress(), broken);
            if (answered.compareAndSet(false, true)) {
                context.sendResponse(PeerAnswer.failed());
            }
        }
    }

    private static void requireFirst(AtomicBoolean answered) {
        if (!answered.compareAndSet(false, true)) {
            throw new IllegalStateException("a request from a node is answered once");
        }
    }

    private static PeerAnswer ofBounded(byte[] response) {
        if (response.length > PeerMessageSerializer.MOST_BYTES) {
            LOG.error("event=peer-answer-too-long bytes={} most={}", response.length, PeerMessageSerializer.MOST_BYTES);
            return PeerAnswer.failed();
        }
        return PeerAnswer.answered(response);
    }

    @Override
    public String interest() {
        return PeerRequest.class.getName();
    }

    @Override
    public Executor executor() {
        return executor;
    }
}
