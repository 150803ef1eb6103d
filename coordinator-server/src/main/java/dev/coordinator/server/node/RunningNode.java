package dev.coordinator.server.node;

import dev.coordinator.server.config.HostPort;
import dev.coordinator.server.config.NodeConfiguration;
import dev.coordinator.server.config.UnixSocket;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node in this process, from its start until a signal ends it. */
final class RunningNode {

    private static final Logger LOG = LoggerFactory.getLogger(RunningNode.class);

    /** What a node needs before it can start. */
    @FunctionalInterface
    interface Preparation {
        void prepare() throws IOException;
    }

    private final NodeConfiguration configuration;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Optional<CoordinatorNode> node = Optional.empty();

    RunningNode(NodeConfiguration configuration) {
        this.configuration = configuration;
    }

    /**
     * Starts the node, and returns when it has stopped.
     *
     * @param preparation done first; whatever it makes, {@code afterwards} is called
     * @param started called when it takes requests
     * @param afterwards called when it has stopped, still before the process ends
     */
    int runUntilStopped(Preparation preparation, Runnable started, Runnable afterwards) throws Exception {
        Thread hook = new Thread(() -> stop(afterwards), "coordinator-shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        start(preparation);
        LOG.info(
                "event=started node={} cluster={} api={} http={} raft={} version={}",
                configuration.node().id(),
                configuration.cluster().id(),
                where(
                        Optional.of(configuration.api().listen()),
                        configuration.api().unix()),
                where(configuration.http().listen(), configuration.http().unix()),
                configuration.raft().listen(),
                ServerVersion.current());
        started.run();
        stopped.await();
        return ExitStatus.OK;
    }

    /** {@code 127.0.0.1:7400,unix:/run/coordinator/api.sock}, or what there is of it. */
    private static String where(Optional<HostPort> port, UnixSocket socket) {
        String both = Stream.concat(port.stream(), socket.path().map(path -> "unix:" + path).stream())
                .map(Object::toString)
                .collect(Collectors.joining(","));
        return both.isEmpty() ? "off" : both;
    }

    /** A signal that comes meanwhile waits until all parts are there, and then stops them in order. */
    private synchronized void start(Preparation preparation) throws IOException {
        preparation.prepare();
        node = Optional.of(CoordinatorNode.start(configuration, new ProcessFailStop()));
    }

    private synchronized void stop(Runnable afterwards) {
        LOG.info("event=stopping node={}", configuration.node().id());
        try {
            node.ifPresent(CoordinatorNode::close);
        } finally {
            afterwards.run();
            LOG.info("event=stopped node={}", configuration.node().id());
            stopped.countDown();
        }
    }
}
