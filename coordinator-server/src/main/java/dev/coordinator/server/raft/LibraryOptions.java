package dev.coordinator.server.raft;

import com.alipay.sofa.jraft.option.ApplyTaskMode;
import com.alipay.sofa.jraft.option.NodeOptions;
import com.alipay.sofa.jraft.option.RaftOptions;
import java.time.Duration;

/** How the library is set: durable, non-blocking, without its own administration, and with few threads. */
final class LibraryOptions {

    private static final int RING_SIZE = 1024;
    private static final int CALLBACK_THREADS = 6;
    private static final int TIMER_THREADS = 3;
    private static final int MILLIS_A_SECOND = 1000;

    private static final long LEAST_SPREAD_MILLIS = 50;

    private LibraryOptions() {}

    static NodeOptions of(RaftSettings settings, DataDirectory directory, Whereabouts whereabouts) {
        NodeOptions options = new FindingOptions(whereabouts, settings.tls());
        options.setLogUri(directory.log().toString());
        options.setRaftMetaUri(directory.meta().toString());
        options.setSnapshotUri(directory.snapshots().toString());
        options.setElectionTimeoutMs(Math.toIntExact(settings.electionTimeout().toMillis()));
        options.setSnapshotIntervalSecs(
                Math.toIntExact(settings.snapshotInterval().toMillis() / MILLIS_A_SECOND));
        options.setApplyTaskMode(ApplyTaskMode.NonBlocking);
        // Membership goes through this server's own authenticated interface.
        options.setDisableCli(true);
        options.setEnableBoltReconnect(false);
        options.setRaftOptions(durable(settings));
        useFewThreads(options);
        return options;
    }

    private static RaftOptions durable(RaftSettings settings) {
        RaftOptions options = new RaftOptions();
        options.setSync(true);
        options.setSyncMeta(true);
        options.setEnableLogEntryChecksum(true);
        options.setOpenStatistics(false);
        options.setDisruptorBufferSize(RING_SIZE);
        options.setMaxLogsInMemoryBytes(settings.maxBufferedBytes());
        options.setMaxElectionDelayMs(spread(settings.electionTimeout()));
        return options;
    }

    /**
     * A follower looks at its leader once in a timeout and up to this much more, so a dead leader is noticed after two
     * timeouts and this at the latest; a vote that another follower refuses, for it heard the leader a moment later, costs
     * one look more. By default it would be a second.
     */
    private static int spread(Duration electionTimeout) {
        return Math.toIntExact(Math.max(LEAST_SPREAD_MILLIS, electionTimeout.toMillis() / 8));
    }

    private static void useFewThreads(NodeOptions options) {
        options.setSharedTimerPool(true);
        options.setTimerPoolSize(TIMER_THREADS);
        options.setSharedElectionTimer(true);
        options.setSharedVoteTimer(true);
        options.setSharedStepDownTimer(true);
        options.setSharedSnapshotTimer(true);
        options.setRpcProcessorThreadPoolSize(CALLBACK_THREADS);
    }
}
