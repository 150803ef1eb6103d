package dev.coordinator.server.api;

/** Makes the node ready for being stopped, and takes that back. Forgotten when the process ends. Safe for use by any thread. */
final class Maintenance {

    private final OwnNode self;
    private final SessionDesk sessions;
    private final Health health;
    private boolean draining;

    Maintenance(OwnNode self, SessionDesk sessions, Health health) {
        this.self = self;
        this.sessions = sessions;
        this.health = health;
    }

    synchronized void drain() {
        draining = true;
        self.standAside(true);
        health.drain(true);
        sessions.stop();
    }

    synchronized void undrain() {
        draining = false;
        self.standAside(false);
        sessions.resume();
        health.drain(false);
    }

    /** How many sessions are open. */
    int sessions() {
        return sessions.count();
    }

    synchronized boolean isDraining() {
        return draining;
    }
}
