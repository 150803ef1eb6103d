package dev.coordinator.server.lease.twin;

/** What the cluster counts; nothing is given twice. Open: all three are counted from 1, without gaps but for repeated proofs. */
final class TwinCount {
    long epochs;
    long handles;
    long nonces;
}
