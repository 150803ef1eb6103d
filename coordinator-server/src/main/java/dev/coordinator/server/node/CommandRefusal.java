package dev.coordinator.server.node;

import java.io.IOException;

/** A command that won't be carried out. Says why; nothing was changed. */
final class CommandRefusal extends IOException {

    private final int status;

    /** @param status that the process ends with */
    CommandRefusal(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
