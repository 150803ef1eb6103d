package dev.coordinator.server.node;

import dev.coordinator.server.access.AccessControl;
import dev.coordinator.server.api.ApiServer;
import dev.coordinator.server.api.ChangeFan;
import dev.coordinator.server.api.ClusterNodes;
import dev.coordinator.server.api.EdgeSettings;
import dev.coordinator.server.api.Entrance;
import dev.coordinator.server.api.Replicated;
import dev.coordinator.server.config.NodeConfiguration;
import dev.coordinator.server.membership.Electorate;
import dev.coordinator.server.membership.Membership;
import dev.coordinator.server.membership.Reconciliation;
import dev.coordinator.server.membership.Retreat;
import dev.coordinator.server.outbox.Outbox;
import dev.coordinator.server.raft.RaftNode;
import dev.coordinator.server.replication.FailStop;
import dev.coordinator.server.replication.LogReads;
import dev.coordinator.server.replication.Proposals;
import dev.coordinator.server.replication.Replica;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.roster.RosterBook;
import dev.coordinator.server.telemetry.Metrics;
import dev.coordinator.server.ticking.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** One node, all parts put together. */
final class CoordinatorNode implements AutoCloseable {

    private final NodeThreads threads;
    private final RaftNode log;
    private final ApiServer api;
    private final Duration grace;

    private CoordinatorNode(NodeThreads threads, RaftNode log, ApiServer api, Duration grace) {
        this.threads = threads;
        this.log = log;
        this.api = api;
        this.grace = grace;
    }

    /**
     * Starts every part: first the log, which brings the state up to its last snapshot, then the API.
     *
     * @throws IOException if the data folder is refused, the log can't be read or a port is taken; nothing is left running
     */
    static CoordinatorNode start(NodeConfiguration configuration, FailStop failStop) throws IOException {
        NodeThreads threads = new NodeThreads();
        try {
            return new Assembly(configuration, threads, failStop).start();
        } catch (IOException | RuntimeException failed) {
            threads.close();
            throw failed;
        }
    }

    /** Where the API listens. */
    int apiPort() {
        return api.port();
    }

    /** Where HTTP listens; empty: nowhere. */
    OptionalInt httpPort() {
        return api.httpPort();
    }

    /** Sends clients to other nodes, hands leadership over, then stops. */
    @Override
    public void close() {
        api.close(grace);
        log.close();
        threads.close();
    }

    /** The parts on their way to a node. */
    private static final class Assembly {

        private final NodeConfiguration configuration;
        private final NodeThreads threads;
        private final FailStop failStop;

        Assembly(NodeConfiguration configuration, NodeThreads threads, FailStop failStop) {
            this.configuration = configuration;
            this.threads = threads;
            this.failStop = failStop;
        }

        CoordinatorNode start() throws IOException {
            NodeTls tls = NodeTls.open(configuration);
            EdgeSettings edge = Settings.edge(configuration, tls.api());
            Metrics metrics = new Metrics(ServerVersion.current());
            Entrance entrance = NodeAccess.open(configuration, metrics.access(), threads.lines());
            Instruments instruments =
                    new Instruments(metrics, configuration.metrics().maxPools());
            Proposals proposals = new Proposals(
                    Settings.admission(configuration),
                    System::nanoTime,
                    System::currentTimeMillis,
                    threads.completions(),
                    instruments);
            Ticker ticker = new Ticker(proposals, threads.timer());
            ChangeFan fan = ChangeFan.open(edge);
            RosterBook book = new RosterBook(Settings.roster(configuration));
            ChangeLog changes = new ChangeLog(fan, threads.lines());
            Outbox outbox = new Outbox(System::nanoTime);
            Replica replica = new Replica(proposals, changes, ticker::applied, book, outbox);
            NodeWebhooks.open(configuration, outbox, proposals, metrics.webhooks(), threads);
            RaftNode log = RaftNode.start(
                    Settings.raft(configuration).withTls(tls.raft()), book, replica, instruments, failStop);
            ThisNode.compare(book, edge.self());
            try {
                proposals.connect(log, log.peers(), changes);
                Electorate electorate = log.electorate();
                Membership membership =
                        new Membership(book, proposals::replaceRoster, electorate, log::status, threads.membership());
                Reconciliation reconciliation = new Reconciliation(
                        edge.self(),
                        book,
                        proposals::replaceRoster,
                        electorate,
                        log::status,
                        threads.membership(),
                        System::nanoTime);
                LogReads reads = new LogReads(proposals, replica, threads.readers(), System::nanoTime);
                ThisNode self = thisNode(edge.self(), log, membership, taker -> instruments.text(reads, taker), tls);
                ClusterNodes nodes = new ClusterNodes(book, membership, reconciliation::progress, self);
                ApiServer api = ApiServer.start(
                        edge,
                        entrance,
                        new Replicated(instruments.counting(proposals), reads, log::status),
                        nodes,
                        fan,
                        List.of(instruments.page(reads)));
                metrics.show(
                        () -> Instruments.position(log.status()), new Condition(edge.self(), self, book, api::load));
                List.<Runnable>of(proposals::review, reconciliation::review, self::review, reads::review)
                        .forEach(threads::everyReview);
                threads.everyLook(tls::review);
                entrance.access().ifPresent(access -> threads.everyLook(() -> review(access, api)));
                return new CoordinatorNode(
                        threads, log, api, configuration.shutdown().grace());
            } catch (IOException | RuntimeException failed) {
                fan.close();
                log.close();
                throw failed;
            }
        }

        private static void review(AccessControl access, ApiServer api) {
            access.review();
            api.accessChanged();
        }

        private ThisNode thisNode(
                NodeId self, RaftNode log, Membership membership, Consumer<Consumer<String>> metrics, NodeTls tls) {
            Retreat retreat = new Retreat(self, membership, log::isAside, log::status, System::nanoTime);
            return new ThisNode(log, retreat, metrics, configuration.node().dataDir(), tls, threads.membership());
        }
    }
}
