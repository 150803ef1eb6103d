package dev.coordinator.server.lease;

/** Why a primary is asked to stop. */
public enum DrainCause {
    /** It said that it must not be primary, while it still is. Its lease is not renewed meanwhile. */
    UNELECTABLE
}
