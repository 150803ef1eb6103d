package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.replication.ChangeListener;
import java.util.List;

/** Every node tells of the same changes, whatever entries it takes at once and wherever it started. */
final class ToldChanges implements ChangeListener {

    private final World world;
    private final Cluster cluster;
    private final Node node;
    private List<Change> changes = List.of();

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
    public void applied(long logIndex, List<Change> made) {
        changes = made;
        cluster.hear(new Told(node, made));
    }

    /** Comes for every entry, so that changes which a node doesn't make are missed. */
    @Override
    public void decided(long logIndex, List<Decision> decisions) {
        List<Change> made = changes;
        changes = List.of();
        world.ledger().agrees(node.toString(), logIndex, decisions, made);
    }

    @Override
    public void replaced(long logIndex) {
        world.story().tell(() -> node + " has the state at entry " + logIndex);
    }
}
