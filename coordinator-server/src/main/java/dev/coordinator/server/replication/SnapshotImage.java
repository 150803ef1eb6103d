package dev.coordinator.server.replication;

import java.io.IOException;
import java.io.OutputStream;

/** An immutable picture of the state, to be written off the apply thread. */
@FunctionalInterface
public interface SnapshotImage {

    /** Writes all of it, checksum included; leaves {@code out} open. */
    void writeTo(OutputStream out) throws IOException;
}
