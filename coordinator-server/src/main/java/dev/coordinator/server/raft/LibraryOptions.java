package dev.coordinator.server.raft;

import com.alipay.sofa.jraft.option.ApplyTaskMode;
import com.alipay.sofa.jraft.option.NodeOptions;
import com.alipay.sofa.jraft.option.RaftOptions;

/** How the library is set: durable, non-blocking, without its own administration, and with few threads. */
final class LibraryOptions {

    private static final int RING_SIZE = 1024;
    private static final int CALLBACK_THREADS = 6;
    private static final int TIMER_THREADS = 3;
    private static final int MILLIS_A_SECOND = 1000;

    private LibraryOptions() {}

    static NodeOptions of(RaftSettings settings, DataDirectory directory) {
        NodeOptions options = new NodeOptions();
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
        return options;
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
