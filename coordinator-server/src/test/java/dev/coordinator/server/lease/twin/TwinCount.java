package dev.coordinator.server.lease.twin;

import java.util.ArrayList;
import java.util.List;

/** What the cluster counts; nothing is given twice. Open: all three are counted from 1, without gaps but for repeated proofs. */
final class TwinCount {
    long epochs;
    /** Above the one and up to the other: what recoveries may have lost. */
    final List<long[]> lost = new ArrayList<>();

    long handles;
    long nonces;
}
