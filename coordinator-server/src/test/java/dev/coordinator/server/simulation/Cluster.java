package dev.coordinator.server.simulation;

import dev.coordinator.server.replication.Peers.PeerService;
import dev.coordinator.server.roster.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The coordinators and the network among them. */
final class Cluster {

    private static final long WATCH_MILLIS = 50;

    private final World world;
    private final Chance chance;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Node, PeerService> services = new HashMap<>();
    private final boolean[][] cut;
    private final long[] slowNanos;
    private Visitors visitors = change -> {};
    private boolean refusing;
    private int reborn;
    private boolean lost;

    /** Who is to hear of a change that a node applied: the programs that talk to it. */
    @FunctionalInterface
    interface Visitors {
        void hear(Told told);
    }

    Cluster(World world, Chance chance) {
        this.world = world;
        this.chance = chance;
        int size = world.plan().nodes();
        this.cut = new boolean[size][size];
        this.slowNanos = new long[size];
        for (int i = 0; i < size; i++) {
            long rate = chance.between(-world.plan().mostOffPpm(), world.plan().mostOffPpm());
            if (chance.percent(40)) {
                rate = world.plan().mostOffPpm();
            }
            if (Math.abs(rate) * 2 > world.plan().mostOffPpm()) {
                world.tally().saw(Sight.CLOCKS_OFF);
            }
            DriftingClock clock = new DriftingClock(world.timeline(), chance.between(0, 1L << 40), rate);
            nodes.add(new Node(world, this, i, clock, chance.fork()));
        }
    }

    void start(Visitors newVisitors) {
        visitors = newVisitors;
        nodes.forEach(Node::boot);
        watch();
    }

    void hear(Told told) {
        visitors.hear(told);
    }

    /** All nodes die at one moment, and none of them comes back as it was. */
    void collapse() {
        lost = true;
        nodes.forEach(Node::crash);
    }

    boolean isLost() {
        return lost;
    }

    /** Another cluster, on the same machines: each node has nothing but that state. */
    void begin(LogEntry first, byte[] image) {
        lost = false;
        reborn++;
        for (Node node : nodes) {
            node.disk().beginAnew(first, image);
            node.boot();
        }
    }

    private void watch() {
        nodes.forEach(node -> {
            if (node.isWorking()) {
                node.log().watch();
            }
        });
        world.timeline().inMillis(WATCH_MILLIS, this::watch);
    }

    List<Node> nodes() {
        return nodes;
    }

    Node node(NodeId id) {
        return nodes.stream().filter(node -> node.id().equals(id)).findFirst().orElseThrow();
    }

    Optional<Node> leader() {
        return nodes.stream()
                .filter(Node::isWorking)
                .filter(node -> node.log().isLeader())
                .findFirst();
    }

    void serves(Node node, int generation, PeerService service) {
        services.put(node, service);
        world.story().tell(() -> node + " runs, for the " + generation + ". time");
    }

    PeerService service(Node node) {
        return java.util.Objects.requireNonNull(services.get(node));
    }

    /** Carries a message of the consensus; what can't be delivered is lost. */
    void carry(Node from, Node to, Runnable message) {
        int sentIn = reborn;
        world.timeline().in(delay(from, to), () -> {
            if (sentIn == reborn && areLinked(from, to) && to.isUp()) {
                to.whenAwake(message);
            }
        });
    }

    long delay(Node from, Node to) {
        long most = 1 + world.plan().delayMillis() * Timeline.MILLI / 4;
        return chance.between(most / 10, most) + slowNanos[from.number()] + slowNanos[to.number()];
    }

    long applyDelay(Node node) {
        return slowNanos[node.number()] * 2;
    }

    /** Which cluster these nodes are: nothing that one node says to another gets from one to the next. */
    int number() {
        return reborn;
    }

    boolean areLinked(Node one, Node other) {
        return !cut[one.number()][other.number()] && !cut[other.number()][one.number()];
    }

    boolean isInReach(Node from, Node other) {
        return other.isWorking() && areLinked(from, other);
    }

    boolean isRefusingEntries(Node node) {
        return refusing && node.chance().percent(30);
    }

    void refuse(boolean refuses) {
        refusing = refuses;
    }

    void cut(Node one, Node other, boolean isCut) {
        cut[one.number()][other.number()] = isCut;
    }

    void slow(Node node, long nanos) {
        slowNanos[node.number()] = nanos;
    }

    /** Everything works again. */
    void heal() {
        refusing = false;
        for (Node node : nodes) {
            nodes.forEach(other -> cut(node, other, false));
            slow(node, 0);
            node.wake();
            if (!node.isUp() && !lost) {
                node.boot();
            }
        }
    }
}
