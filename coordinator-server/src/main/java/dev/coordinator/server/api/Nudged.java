package dev.coordinator.server.api;

import dev.coordinator.v1.NudgeReason;

/** Speaks for seats, and is told when one of them has a reason to check in. */
interface Nudged {

    /** May be called on any thread; returns at once. */
    void nudge(SeatKey seat, NudgeReason reason);
}
