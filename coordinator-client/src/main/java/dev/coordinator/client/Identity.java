package dev.coordinator.client;

/** One run of one instance of one pool. */
record Identity(String pool, String instanceId, long incarnation) {

    Identity {
        if (incarnation == 0) {
            throw new IllegalArgumentException("an incarnation is not 0");
        }
    }

    @Override
    public String toString() {
        return "pool=" + pool + " instance=" + instanceId;
    }
}
