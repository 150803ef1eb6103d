package dev.coordinator.server.raft;

import com.alipay.sofa.jraft.Closure;
import com.alipay.sofa.jraft.Iterator;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.core.StateMachineAdapter;
import com.alipay.sofa.jraft.entity.LeaderChangeContext;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.error.RaftError;
import com.alipay.sofa.jraft.error.RaftException;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotReader;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotWriter;
import dev.coordinator.server.replication.LogConsumer;
import dev.coordinator.server.replication.LogMeter;
import dev.coordinator.server.replication.Proposal;
import dev.coordinator.server.replication.SnapshotImage;
import dev.coordinator.server.replication.Term;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the library calls on its apply thread, translated for the consumer.
 *
 * <p>Once a fault is raised the consumer hears nothing more. {@code leading} and the consumer are touched on the apply
 * thread alone.
 */
final class LogStateMachine extends StateMachineAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(LogStateMachine.class);

    private final PeerId self;
    private final LogConsumer consumer;
    private final Fault fault;
    private final LeaderView leaders;
    private final Executor snapshotWriter;
    private final SnapshotPace pace;
    private final LogMeter meter;
    private volatile long appliedIndex;
    private boolean leading;

    LogStateMachine(
            PeerId self,
            LogConsumer consumer,
            Fault fault,
            LeaderView leaders,
            Executor snapshotWriter,
            SnapshotPace pace,
            LogMeter meter) {
        this.self = self;
        this.consumer = consumer;
        this.fault = fault;
        this.leaders = leaders;
        this.snapshotWriter = snapshotWriter;
        this.pace = pace;
        this.meter = meter;
    }

    long appliedIndex() {
        return appliedIndex;
    }

    /**
     * Asks for a snapshot of what earlier calls applied: the library counts entries as applied after this returns, and
     * takes no snapshot where it believes that nothing was.
     */
    @Override
    public void onApply(Iterator entries) {
        pace.applied(appliedIndex);
        while (entries.hasNext()) {
            if (!applied(entries)) {
                entries.setErrorAndRollback(1, new Status(RaftError.ESTATEMACHINE, "this node stops"));
                return;
            }
            entries.next();
        }
    }

    private boolean applied(Iterator entries) {
        long index = entries.getIndex();
        boolean done = unlessFaulty("entry " + index + " could not be applied", () -> {
            consumer.apply(index, copyOf(entries.getData()), proposalOf(entries.done()));
        });
        if (done) {
            appliedIndex = index;
        }
        return done;
    }

    /** A copy, because the library still sends its own buffer to other nodes. */
    private static byte[] copyOf(ByteBuffer data) {
        byte[] entry = new byte[data.remaining()];
        data.duplicate().get(entry);
        return entry;
    }

    private static Optional<Proposal> proposalOf(Closure closure) {
        return closure instanceof PendingEntries.Pending pending ? pending.handOver() : Optional.empty();
    }

    @Override
    public void onLeaderStart(long term) {
        leaders.set(Optional.of(self));
        boolean told = unlessFaulty("leadership in term " + term + " could not be taken up", () -> {
            leading = true;
            consumer.leadershipGained(new Term(term));
        });
        LOG.info("event=leadership-gained term={} fit={}", term, told);
    }

    /** Also called for a leadership that ended before its first entry was committed, of which the consumer never heard. */
    @Override
    public void onLeaderStop(Status status) {
        leaders.set(Optional.empty());
        if (leading) {
            leading = false;
            boolean told = unlessFaulty("leadership could not be laid down", consumer::leadershipLost);
            LOG.info("event=leadership-lost why=\"{}\" fit={}", status, told);
        }
    }

    @Override
    public void onStartFollowing(LeaderChangeContext change) {
        leaders.set(Optional.of(change.getLeaderId()));
        LOG.info("event=following leader={} term={}", change.getLeaderId().getEndpoint(), change.getTerm());
    }

    @Override
    public void onStopFollowing(LeaderChangeContext change) {
        leaders.set(Optional.empty());
    }

    @Override
    public void onSnapshotSave(SnapshotWriter writer, Closure done) {
        SnapshotImage[] image = new SnapshotImage[1];
        long index = appliedIndex;
        if (unlessFaulty("the state could not be pictured", () -> image[0] = consumer.image())) {
            snapshotWriter.execute(() -> done.run(save(index, image[0], writer)));
        } else {
            done.run(new Status(RaftError.ESTATEMACHINE, "this node stops"));
        }
    }

    /**
     * A disk that refuses a snapshot costs the snapshot, not the node: nothing is lost, the log keeps what it would have
     * replaced, and the next one may fit. (The library stops on EIO alone, so EIO is what this doesn't say.) A disk that
     * refuses the log stops the node by itself.
     */
    private Status save(long index, SnapshotImage image, SnapshotWriter writer) {
        Path folder = Path.of(writer.getPath());
        long began = System.nanoTime();
        try {
            SnapshotFile.write(folder, image);
            meter.snapshotTaken(System.nanoTime() - began);
            SnapshotFile.tell(folder, index, meter);
            return writer.addFile(SnapshotFile.NAME)
                    ? Status.OK()
                    : new Status(RaftError.EINTERNAL, "the snapshot's file could not be added");
        } catch (IOException refused) {
            meter.snapshotFailed();
            LOG.error("event=snapshot-failed then=\"the log grows until one succeeds\"", refused);
            return new Status(RaftError.EAGAIN, "%s", refused);
        } catch (RuntimeException broken) {
            fault.raise("the picture of the state could not be written", broken);
            return new Status(RaftError.ESTATEMACHINE, "%s", broken);
        }
    }

    @Override
    public boolean onSnapshotLoad(SnapshotReader reader) {
        long index = reader.load().getLastIncludedIndex();
        boolean installed = unlessFaulty("the snapshot at entry " + index + " could not be installed", () -> {
            try (InputStream snapshot = SnapshotFile.open(Path.of(reader.getPath()))) {
                consumer.install(index, snapshot);
            }
            SnapshotFile.tell(Path.of(reader.getPath()), index, meter);
        });
        if (installed) {
            appliedIndex = index;
            pace.covered(index);
        }
        return installed;
    }

    @Override
    public void onError(RaftException error) {
        fault.raise("the log failed: " + error.getStatus(), error);
    }

    /** Whether it was done. Errors too are caught: the library would log one and go on to the next entry. */
    @SuppressWarnings("CatchingUnchecked")
    private boolean unlessFaulty(String otherwise, Step step) {
        if (fault.isRaised()) {
            return false;
        }
        try {
            step.run();
            return true;
        } catch (Throwable broken) {
            fault.raise(otherwise, broken);
            return false;
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }
}
