package dev.coordinator.server.raft;

import com.alipay.sofa.jraft.util.concurrent.DefaultFixedThreadsExecutorGroupFactory;
import com.alipay.sofa.jraft.util.concurrent.FixedThreadsExecutorGroup;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads of one node, none of which the library may find refusing. */
final class NodePools {

    private static final int REQUEST_THREADS = 6;
    private static final int SENDERS = 4;
    /** The library sends at most 256 appends to a peer before it waits for an answer. */
    private static final int MOST_PENDING_SENDS = 1 << 15;

    private static final long SENDERS_END_SECONDS = 2;

    private final ThreadPoolExecutor requests = Threads.queued("raft-requests", REQUEST_THREADS);
    private final ThreadPoolExecutor snapshots = Threads.queued("raft-snapshot", 1);
    private final FixedThreadsExecutorGroup senders = DefaultFixedThreadsExecutorGroupFactory.INSTANCE.newExecutorGroup(
            SENDERS, "raft-send", MOST_PENDING_SENDS, true);

    Executor requests() {
        return requests;
    }

    Executor snapshots() {
        return snapshots;
    }

    FixedThreadsExecutorGroup senders() {
        return senders;
    }

    void close() {
        requests.shutdown();
        snapshots.shutdown();
        senders.shutdownGracefully(SENDERS_END_SECONDS, TimeUnit.SECONDS);
    }
}
