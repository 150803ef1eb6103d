package dev.coordinator.server.journal;

/** Bytes that this release can't read: damaged, or written by a later one. */
public final class JournalException extends RuntimeException {

    JournalException(String message) {
        super(message);
    }

    JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
