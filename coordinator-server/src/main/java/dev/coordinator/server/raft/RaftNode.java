package dev.coordinator.server.raft;

import com.alipay.sofa.jraft.Node;
import com.alipay.sofa.jraft.NodeManager;
import com.alipay.sofa.jraft.RaftServiceFactory;
import com.alipay.sofa.jraft.core.State;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.entity.Task;
import com.alipay.sofa.jraft.option.NodeOptions;
import com.alipay.sofa.jraft.rpc.RpcServer;
import com.alipay.sofa.jraft.util.RpcFactoryHelper;
import dev.coordinator.server.membership.Electorate;
import dev.coordinator.server.membership.Introduction;
import dev.coordinator.server.replication.AppendFailure;
import dev.coordinator.server.replication.FailStop;
import dev.coordinator.server.replication.LogConsumer;
import dev.coordinator.server.replication.LogMeter;
import dev.coordinator.server.replication.LogStatus;
import dev.coordinator.server.replication.LogStatus.Role;
import dev.coordinator.server.replication.LogWrites;
import dev.coordinator.server.replication.Peers;
import dev.coordinator.server.replication.Proposal;
import dev.coordinator.server.replication.ReplicatedLog;
import dev.coordinator.server.replication.Term;
import dev.coordinator.server.roster.FolderId;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.roster.RosterBook;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node of the raft group: its log, and its line to the other nodes. */
public final class RaftNode implements ReplicatedLog {

    private static final Logger LOG = LoggerFactory.getLogger(RaftNode.class);

    private final DataDirectory directory;
    private final Whereabouts whereabouts;
    private final RosterMemory memory;
    private final NodeId name;
    private final PeerId self;
    private final Fault fault;
    private final PendingEntries pending;
    private final LeaderView leaders = new LeaderView();
    private final NodePools pools = new NodePools();
    private final StrictStorage storage;
    private final Node node;
    private final SnapshotPace pace;
    private final LogStateMachine machine;
    private final StatusSampler sampler;
    private final PeerMessaging peers;
    private final RpcServer server;
    private final LeaderLoss loss;
    private final StandingAside aside;
    private volatile boolean stopping;
    private boolean initialized;
    private boolean listening;
    private boolean closed;

    private RaftNode(
            RaftSettings settings,
            DataDirectory directory,
            RosterBook book,
            LogConsumer consumer,
            LogMeter meter,
            FailStop failStop) {
        this.directory = directory;
        whereabouts = new Whereabouts(book);
        memory = new RosterMemory(directory.roster(), book);
        name = settings.self();
        self = Whereabouts.peer(name, directory.folder());
        fault = new Fault(failStop);
        pending = new PendingEntries(fault);
        storage = new StrictStorage(fault, meter);
        node = RaftServiceFactory.createRaftNode(settings.group(), self);
        pace = new SnapshotPace(settings.snapshotEntries(), this::requestSnapshot);
        machine = new LogStateMachine(self, consumer, fault, leaders, pools.snapshots(), pace, meter);
        sampler = new StatusSampler(node, storage);
        peers = new PeerMessaging(settings.clusterId(), name, whereabouts, settings.tls(), this::introduction);
        server = RpcFactoryHelper.rpcFactory()
                .createRpcServer(settings.bind().endpoint(), RaftTransport.serverWith(settings.tls()));
        loss = new LeaderLoss(
                self, whereabouts::peers, leaders, settings.electionTimeout(), this::watchLeader, pools.requests());
        aside = new StandingAside(node, settings.electionTimeout());
        book.whenReplicated(() -> pools.snapshots().execute(memory::store));
    }

    /**
     * Opens the data folder, brings {@code consumer} to its last snapshot and joins the group. Calls {@code consumer}
     * before it returns.
     *
     * @param book where the other nodes are looked up; told what was known of them before
     * @param meter told how the disk does
     * @throws DataDirectoryException if the folder is not that of this node, whole and free
     * @throws RaftStartException if the log can't be read or the address can't be bound
     */
    public static RaftNode start(
            RaftSettings settings, RosterBook book, LogConsumer consumer, LogMeter meter, FailStop failStop)
            throws IOException {
        RaftEnvironment.prepare(settings.group());
        DataDirectory directory = DataDirectory.open(settings.directory(), settings.clusterId(), settings.self());
        RaftNode starting = new RaftNode(settings, directory, book, consumer, meter, failStop);
        try {
            starting.join(settings);
            return starting;
        } catch (IOException | RuntimeException failed) {
            starting.close();
            throw failed;
        }
    }

    /** The other nodes. */
    public Peers peers() {
        return peers;
    }

    /** Who votes, to be changed by the leader. */
    public Electorate electorate() {
        return new NodeElectorate(node, self, peers);
    }

    /** Of which voters the leader has heard lately; empty on a node that doesn't lead. */
    public Optional<Set<NodeId>> heard() {
        return sampler.latest().heard();
    }

    /** How long the latest writes to its log took. */
    public LogWrites logWrites() {
        return storage.writes();
    }

    /** Whether it has an empty log, and only gets another one by being added to a cluster. */
    public boolean waits() {
        return !directory.folder().equals(FolderId.FIRST) && status().lastLogIndex() == 0;
    }

    /** From now on doesn't stand for election; or again as ever. What it leads it goes on leading. */
    public void standAside(boolean isAside) {
        aside.set(isAside);
    }

    /** Whether it was told not to stand for election. */
    public boolean isAside() {
        return aside.isAside();
    }

    /** To be called ten times a second, on a thread that may wait. */
    public void reviewAside() {
        if (!stopping) {
            aside.review();
        }
    }

    private Introduction introduction() {
        return new Introduction(name, directory.folder(), status().lastLogIndex(), aside.isAside());
    }

    @Override
    public void append(Term term, byte[] entry, Proposal proposal) {
        PendingEntries.Pending added = pending.add(proposal);
        if (stopping) {
            added.fail(AppendFailure.NOT_LEADER);
            return;
        }
        try {
            node.apply(new Task(ByteBuffer.wrap(entry), added, term.number()));
        } catch (RuntimeException thrown) {
            // The library throws before it queues anything, when it has begun to stop.
            added.fail(stopping ? AppendFailure.NOT_LEADER : AppendFailure.OUTCOME_UNKNOWN);
        }
    }

    @Override
    public LogStatus status() {
        StatusSampler.Sample sample = sampler.latest();
        Optional<NodeId> leader = leader();
        long applied = machine.appliedIndex();
        long committed = Math.max(applied, sample.committedIndex());
        long last = Math.max(committed, sample.lastLogIndex());
        return new LogStatus(role(leader), sample.term(), leader, applied, committed, last);
    }

    private Role role(Optional<NodeId> leader) {
        if (fault.isRaised()) {
            return Role.FAILED;
        }
        return switch (node.getNodeState()) {
            case STATE_LEADER -> Role.LEADER;
            case STATE_FOLLOWER -> leader.isPresent() ? Role.FOLLOWER : Role.CANDIDATE;
            case STATE_CANDIDATE, STATE_TRANSFERRING -> Role.CANDIDATE;
            default -> Role.FAILED;
        };
    }

    private Optional<NodeId> leader() {
        return node.getNodeState() == State.STATE_LEADER
                ? Optional.of(name)
                : leaders.current().filter(peer -> !peer.equals(self)).flatMap(Whereabouts::nameOf);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            new LeadershipTransfer(node, self, leaders, whereabouts, electorate()).run();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        stop();
    }

    private void join(RaftSettings settings) throws IOException {
        requireFree(settings.bind());
        memory.recall();
        NodeOptions options = LibraryOptions.of(settings, directory, whereabouts);
        if (directory.folder().equals(FolderId.FIRST)) {
            options.setInitialConf(Whereabouts.first(settings.members().keySet()));
        }
        options.setFsm(machine);
        options.setServiceFactory(storage);
        options.setAppendEntriesExecutors(pools.senders());
        NodeManager.getInstance().addAddress(self.getEndpoint());
        initialize(options);
        node.addReplicatorStateListener(new PeerLog());
        directory.markBegun();
        RaftRequests.listenOn(server, pools.requests(), loss::connectionClosed);
        peers.listenOn(server);
        listen(settings.bind());
        sampler.start();
    }

    /** The library keeps one number for both; it goes by the later for what silence means, and by its timer for the look. */
    private void watchLeader(Duration look, Duration silence) {
        if (!stopping && !aside.isAside()) {
            node.resetElectionTimeoutMs(Math.toIntExact(look.toMillis()));
            node.getOptions().setElectionTimeoutMs(Math.toIntExact(silence.toMillis()));
        }
    }

    private void initialize(NodeOptions options) throws RaftStartException {
        try {
            initialized = node.init(options);
        } catch (RuntimeException refused) {
            throw new RaftStartException("the log can't be opened: " + refused.getMessage(), refused);
        }
        if (!initialized || fault.isRaised()) {
            throw new RaftStartException("the log in " + options.getLogUri()
                    + " or the snapshot beside it can't be read, for the reason logged above; if the disk is sound, its"
                    + " bytes are not: " + DataDirectory.addAnew());
        }
    }

    /** Looks before the log is opened, which raises its term: a node that can't listen is to change nothing. */
    private static void requireFree(RaftAddress bind) throws RaftStartException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(bind.host(), bind.port()));
        } catch (IOException taken) {
            throw cannotListen(bind, taken);
        }
    }

    private void listen(RaftAddress bind) throws RaftStartException {
        listening = true;
        try {
            server.init(null);
        } catch (RuntimeException refused) {
            throw cannotListen(bind, refused);
        }
    }

    private static RaftStartException cannotListen(RaftAddress bind, Exception refused) {
        return new RaftStartException(
                "can't listen on " + bind + ": " + rootOf(refused).getMessage(), refused);
    }

    /** Off the apply thread, because the library clears a folder where it is asked for a snapshot. */
    private void requestSnapshot() {
        pools.snapshots().execute(() -> {
            long index = machine.appliedIndex();
            node.snapshot(status -> {
                if (!status.isOk()) {
                    LOG.warn("event=snapshot-not-taken index={} why=\"{}\"", index, status);
                }
                pace.attempted(index);
            });
        });
    }

    private void stop() {
        stopping = true;
        sampler.close();
        quietly("the peers' line", peers::close);
        if (listening) {
            quietly("the raft port", server::shutdown);
        }
        quietly("the log", this::stopNode);
        NodeManager.getInstance().removeAddress(self.getEndpoint());
        pending.failAll(AppendFailure.OUTCOME_UNKNOWN);
        pools.close();
        quietly("the data folder", directory::close);
    }

    /** A node that failed to begin would wait for itself for ever; it only lets go of its files. */
    private void stopNode() throws InterruptedException {
        if (initialized) {
            node.shutdown();
            node.join();
        } else {
            storage.close();
        }
    }

    /** What can't be closed must not keep the rest open. */
    private static void quietly(String what, Closing closing) {
        try {
            closing.close();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException failed) {
            LOG.warn("event=not-closed-in-order what=\"{}\"", what, failed);
        }
    }

    private static Throwable rootOf(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    @FunctionalInterface
    private interface Closing {
        void close() throws IOException, InterruptedException;
    }
}
