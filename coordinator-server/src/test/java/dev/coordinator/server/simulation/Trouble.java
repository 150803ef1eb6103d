package dev.coordinator.server.simulation;

import java.util.List;

/** What befalls the coordinators: crashes, suspensions, partitions, slowness, elections without need, wall clocks that jump. */
final class Trouble {

    static final long LONGEST_PAUSE_MILLIS = 1_500;
    private static final long FAR_OFF_MILLIS = 1_000_000;

    private final World world;
    private final Cluster cluster;
    private final Chance chance;
    private boolean over;

    Trouble(World world, Cluster cluster, Chance chance) {
        this.world = world;
        this.cluster = cluster;
        this.chance = chance;
    }

    void start() {
        over = false;
        world.timeline().inMillis(chance.between(100, 800), this::strike);
    }

    void end() {
        over = true;
        cluster.heal();
    }

    private void strike() {
        if (over) {
            return;
        }
        if (chance.perMille(world.plan().trouble())) {
            Node node = chance.percent(50) ? cluster.leader().orElse(anyNode()) : anyNode();
            switch (chance.below(9)) {
                case 0, 1 -> crash(node);
                case 2 -> pause(node);
                case 3 -> partition(node);
                case 4 -> slow(node);
                case 5 -> handOver();
                case 6 -> stallQuorum();
                case 7 -> setClock(node);
                default -> refuse();
            }
        }
        world.timeline().inMillis(chance.between(100, 800), this::strike);
    }

    private Node anyNode() {
        List<Node> nodes = cluster.nodes();
        return nodes.get(chance.below(nodes.size()));
    }

    private void crash(Node node) {
        if (!node.isUp()) {
            return;
        }
        world.tally().saw(Sight.NODE_CRASHES);
        world.story().tell(() -> node + " crashes");
        node.crash();
        world.timeline().inMillis(chance.between(50, 3_000), () -> {
            if (!node.isUp() && !cluster.isLost()) {
                node.boot();
            }
        });
    }

    private void pause(Node node) {
        long millis = chance.between(50, LONGEST_PAUSE_MILLIS);
        world.tally().saw(Sight.NODE_PAUSES);
        world.story().tell(() -> node + " is suspended for " + millis + " ms");
        node.pause(millis * Timeline.MILLI, chance.percent(40));
    }

    private void partition(Node node) {
        world.tally().saw(Sight.NODE_PARTITIONS);
        world.story().tell(() -> node + " is cut off");
        boolean wholly = chance.percent(70);
        for (Node other : cluster.nodes()) {
            if (other != node && (wholly || chance.percent(50))) {
                cluster.cut(node, other, true);
                world.timeline().inMillis(chance.between(200, 3_000), () -> cluster.cut(node, other, false));
            }
        }
    }

    private void slow(Node node) {
        cluster.slow(node, chance.between(1, 150) * Timeline.MILLI);
        world.timeline().inMillis(chance.between(200, 2_000), () -> cluster.slow(node, 0));
    }

    private void handOver() {
        Node node = anyNode();
        if (node.isWorking()) {
            node.log().stand(true);
        }
    }

    /** All links at once, and longer than a stamp may be ahead. */
    private void stallQuorum() {
        long millis = chance.between(300, 3_500);
        world.tally().saw(Sight.QUORUM_STALLS);
        world.story().tell(() -> "no two nodes hear one another for " + millis + " ms");
        for (Node one : cluster.nodes()) {
            for (Node other : cluster.nodes()) {
                cluster.cut(one, other, true);
                world.timeline().inMillis(millis, () -> cluster.cut(one, other, false));
            }
        }
    }

    /** Seconds, as by those who keep clocks, or far: then whoever schedules anything by it gets what it says. */
    private void setClock(Node node) {
        long most = chance.percent(60) ? 5_000 : FAR_OFF_MILLIS;
        long millis = chance.between(-most, most);
        world.tally().saw(Sight.WALL_CLOCKS_SET);
        world.story().tell(() -> node + " has its wall clock set " + millis + " ms off");
        node.setWallClock(millis);
    }

    private void refuse() {
        cluster.refuse(true);
        world.timeline().inMillis(chance.between(100, 1_000), () -> cluster.refuse(false));
    }
}
