package dev.coordinator.client;

import dev.coordinator.v1.CheckInResponse;

/** Where the answers to what was sent go; called on the loop, and never from within {@link Line#send}. */
interface Replies {

    void answered(long seq, CheckInResponse answer);

    void left(long seq);

    void failed(long seq, Failure failure);
}
