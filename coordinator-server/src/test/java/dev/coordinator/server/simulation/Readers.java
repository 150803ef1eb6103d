package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.PoolView;
import dev.coordinator.server.replication.Failure;
import dev.coordinator.server.replication.Reads;
import java.util.List;

/** Dashboards and scripts: now and then one asks any node, the leader rather than another, how things stand. */
final class Readers {

    private final World world;
    private final Cluster cluster;
    private final Chance chance;
    private final ReadsSeeWhatWasAnswered rule;
    private boolean over;

    Readers(World world, Cluster cluster, Chance chance) {
        this.world = world;
        this.cluster = cluster;
        this.chance = chance;
        this.rule = new ReadsSeeWhatWasAnswered(world.ledger());
    }

    void start() {
        over = false;
        readLater();
    }

    void end() {
        over = true;
    }

    private void readLater() {
        long pause = 6 * world.plan().intervalMillis();
        world.timeline().inMillis(chance.between(pause / 8, pause), this::read);
    }

    private void read() {
        if (over) {
            return;
        }
        List<Node> leaders =
                cluster.nodes().stream().filter(Node::believesToLead).toList();
        List<Node> from = chance.percent(50) || leaders.isEmpty() ? cluster.nodes() : leaders;
        Node node = from.get(chance.below(from.size()));
        if (node.isUp()) {
            node.whenAwake(() -> read(node));
        }
        readLater();
    }

    private void read(Node node) {
        long began = rule.begins();
        node.read(Ledger::view, new Reads.Reader<List<PoolView>>() {
            @Override
            public void answered(long logIndex, List<PoolView> pools) {
                world.tally().saw(Sight.READS);
                world.tally().saw(Sight.READS_OF_FOLLOWERS, node.believesToLead() ? 0 : 1);
                world.story().tell(() -> node + " is read at entry " + logIndex);
                rule.answered(node.toString(), began, logIndex, pools);
            }

            @Override
            public void failed(Failure failure) {
                world.tally().saw(Sight.READS_FAILED);
            }
        });
    }
}
