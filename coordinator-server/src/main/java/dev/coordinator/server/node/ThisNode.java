package dev.coordinator.server.node;

import dev.coordinator.server.api.OwnNode;
import dev.coordinator.server.membership.Retreat;
import dev.coordinator.server.raft.RaftNode;
import dev.coordinator.server.replication.LogWrites;
import dev.coordinator.server.roster.Member;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.roster.RosterBook;
import dev.coordinator.server.security.CertificateStatus;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the edge is told of this node, looked up a few times a second so that nobody who asks waits for a disk or a lock. */
final class ThisNode implements OwnNode {

    private static final Logger LOG = LoggerFactory.getLogger(ThisNode.class);

    private final RaftNode log;
    private final Path data;
    private final NodeTls tls;
    private final Retreat retreat;
    private final Consumer<Consumer<String>> metrics;
    private final Executor executor;
    private final AtomicBoolean reviewQueued = new AtomicBoolean();
    private volatile Disk disk = new Disk(0, 0);

    /**
     * The parts of a node that runs.
     *
     * @param metrics gives a taker the metrics' text, now or later
     * @param executor may wait
     */
    ThisNode(
            RaftNode log,
            Retreat retreat,
            Consumer<Consumer<String>> metrics,
            Path data,
            NodeTls tls,
            Executor executor) {
        this.log = log;
        this.metrics = metrics;
        this.retreat = retreat;
        this.data = data;
        this.tls = tls;
        this.executor = executor;
    }

    /** Says so if the others look for this node elsewhere than its configuration has it. */
    static void compare(RosterBook book, NodeId self) {
        Optional<Member> known = book.current().member(self);
        Optional<Member> configured = book.seed().member(self);
        if (known.isPresent()
                && configured.isPresent()
                && !known.get().isAt(configured.get().api(), configured.get().raft())) {
            LOG.warn(
                    "event=found-elsewhere node={} configured-api={} configured-raft={} known-api={} known-raft={}"
                            + " why=\"if it has moved, tell the others: coordctl cluster move\"",
                    self,
                    configured.get().api(),
                    configured.get().raft(),
                    known.get().api(),
                    known.get().raft());
        }
    }

    /** Looks again; to be called now and then. */
    void review() {
        if (reviewQueued.compareAndSet(false, true)) {
            executor.execute(() -> {
                reviewQueued.set(false);
                disk = look();
                log.reviewAside();
                retreat.review();
            });
        }
    }

    private Disk look() {
        try {
            FileStore store = Files.getFileStore(data);
            return new Disk(store.getUsableSpace(), store.getTotalSpace());
        } catch (IOException untold) {
            return new Disk(0, 0);
        }
    }

    @Override
    public Optional<Set<NodeId>> heard() {
        return log.heard();
    }

    @Override
    public boolean waits() {
        return log.waits();
    }

    @Override
    public Disk disk() {
        return disk;
    }

    @Override
    public LogWrites logWrites() {
        return log.logWrites();
    }

    @Override
    public List<CertificateStatus> certificates() {
        return tls.certificates();
    }

    @Override
    public void metrics(Consumer<String> taker) {
        metrics.accept(taker);
    }

    @Override
    public void standAside(boolean aside) {
        log.standAside(aside);
    }
}
