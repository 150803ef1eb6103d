package dev.coordinator.server.access;

import java.io.IOException;

/** Rules that can't be put in force. The message says, each on a line of its own, where what is wrong. */
public final class AccessException extends IOException {

    private static final long serialVersionUID = 1;

    AccessException(String message) {
        super(message);
    }
}
