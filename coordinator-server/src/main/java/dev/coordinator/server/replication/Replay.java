package dev.coordinator.server.replication;

import dev.coordinator.server.journal.Entries;
import dev.coordinator.server.journal.Group;
import dev.coordinator.server.journal.Images;
import dev.coordinator.server.lease.LeaseMachine;
import dev.coordinator.server.lease.StateImage;
import java.io.IOException;
import java.io.InputStream;

/** The state that a log leads to, made apart from any running node. For one thread. */
public final class Replay {

    private LeaseMachine machine = new LeaseMachine();

    /** Begins with the state of a snapshot. */
    public void install(InputStream snapshot) throws IOException {
        machine = LeaseMachine.from(Images.read(snapshot).state());
    }

    /** Applies the next entry. */
    public void apply(byte[] entry) {
        Group group = Entries.decode(entry);
        machine.apply(group.stamp(), group.commands(), change -> {});
    }

    /** The state after the last entry applied. */
    public StateImage image() {
        return machine.image();
    }
}
