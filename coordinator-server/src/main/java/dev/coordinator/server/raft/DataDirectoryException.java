package dev.coordinator.server.raft;

import java.io.IOException;

/** A data folder that this node must not run on. Says what is there, what was expected and what to do; no retry helps. */
public final class DataDirectoryException extends IOException {

    private final Reason reason;

    DataDirectoryException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why a folder is refused. */
    public enum Reason {
        /** Nothing is there: never bootstrapped, or wiped. */
        EMPTY,
        /** Something is already there where a new node was to begin. */
        NOT_EMPTY,
        /** It belongs to another cluster or another node. */
        FOREIGN,
        /** A newer release wrote it. */
        NEWER_FORMAT,
        /** Parts are missing or unreadable. */
        DAMAGED,
        /** Its state went on into another cluster. */
        RETIRED,
        /** Another process runs on it. */
        IN_USE
    }
}
