package dev.coordinator.server.lease.scenario;

/** A line of a file. */
record Place(String file, int line) {

    Complaint complaint(String what) {
        return new Complaint(this + ": " + what);
    }

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
