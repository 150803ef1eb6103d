package dev.coordinator.server.replication;

import dev.coordinator.server.journal.Entries;
import dev.coordinator.server.journal.Group;
import dev.coordinator.server.journal.Image;
import dev.coordinator.server.journal.Images;
import dev.coordinator.server.lease.LeaseMachine;
import dev.coordinator.server.lease.StateImage;
import dev.coordinator.server.roster.Registry;
import java.io.IOException;
import java.io.InputStream;

/** The state that a log leads to, made apart from any running node. For one thread. */
public final class Replay {

    private LeaseMachine machine = new LeaseMachine();
    private Registry nodes = Registry.NONE;

    /** Begins with the state of a snapshot. */
    public void install(InputStream snapshot) throws IOException {
        Image image = Images.read(snapshot);
        machine = LeaseMachine.from(image.state());
        nodes = image.nodes();
    }

    /** Applies the next entry. */
    public void apply(byte[] entry) {
        Group group = Entries.decode(entry);
        machine.apply(group.stamp(), group.commands(), change -> {});
        group.roster().ifPresent(next -> nodes = nodes.after(next, group.stamp().wallMillis()));
    }

    /** The state after the last entry applied. */
    public StateImage image() {
        return machine.image();
    }

    /** The nodes after the last entry applied; {@link Registry#NONE} where the log has not said who they are. */
    public Registry nodes() {
        return nodes;
    }
}
