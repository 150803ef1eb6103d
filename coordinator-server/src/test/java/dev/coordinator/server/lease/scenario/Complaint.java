package dev.coordinator.server.lease.scenario;

/** A story is not understood; says where and why. */
final class Complaint extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Complaint(String message) {
        super(message);
    }
}
