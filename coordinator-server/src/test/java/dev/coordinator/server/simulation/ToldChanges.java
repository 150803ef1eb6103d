package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.replication.ChangeListener;
import java.util.List;

/** Every node tells of the same changes, whatever entries it takes at once and wherever it started. */
final class ToldChanges implements ChangeListener {

    private final World world;
    private final Cluster cluster;
    private final Node node;

    ToldChanges(World world, Cluster cluster, Node node) {
        this.world = world;
        this.cluster = cluster;
        this.node = node;
    }

    /** Told by the node that leads, which has applied it, so that the ledger has it. */
    @Override
    public void announced(long logIndex, List<Change> changes) {
        world.ledger().includes(node.toString(), logIndex, changes);
        cluster.hear(new Told(node, changes));
    }

    @Override
    public void applied(long logIndex, List<Change> changes) {
        world.ledger().agrees(node.toString(), logIndex, changes);
        cluster.hear(new Told(node, changes));
    }

    @Override
    public void replaced(long logIndex) {
        world.story().tell(() -> node + " has the state at entry " + logIndex);
    }
}
