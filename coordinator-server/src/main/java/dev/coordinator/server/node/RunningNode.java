package dev.coordinator.server.node;

import dev.coordinator.server.config.NodeConfiguration;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node in this process, from its start until a signal ends it. */
final class RunningNode {

    private static final Logger LOG = LoggerFactory.getLogger(RunningNode.class);

    private final NodeConfiguration configuration;
    private final CountDownLatch stopped = new CountDownLatch(1);

    RunningNode(NodeConfiguration configuration) {
        this.configuration = configuration;
    }

    /**
     * Starts the node, and returns when it has stopped.
     *
     * @param started called when it takes requests
     * @param afterwards called when it has stopped, still before the process ends
     */
    int runUntilStopped(Runnable started, Runnable afterwards) throws Exception {
        CoordinatorNode node = CoordinatorNode.start(configuration, new ProcessFailStop());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node, afterwards), "coordinator-shutdown"));
        LOG.info(
                "event=started node={} cluster={} api={} raft={} version={}",
                configuration.node().id(),
                configuration.cluster().id(),
                configuration.api().listen(),
                configuration.raft().listen(),
                ServerVersion.current());
        started.run();
        stopped.await();
        return ExitStatus.OK;
    }

    private void stop(CoordinatorNode node, Runnable afterwards) {
        LOG.info("event=stopping node={}", configuration.node().id());
        node.close();
        afterwards.run();
        LOG.info("event=stopped node={}", configuration.node().id());
        stopped.countDown();
    }
}
