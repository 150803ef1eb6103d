package dev.coordinator.server.access;

/** Told how it goes; must not block. */
public interface AccessMeter {

    /** Somebody failed to show who they are. */
    void refused(Refusal.Reason reason);

    /** Somebody who is known was denied what they asked for. */
    void denied(Verb verb);

    /** The file was looked at: the rules in force are those it holds, or it is wrong and they are older ones. */
    void looked(boolean isInForce);
}
