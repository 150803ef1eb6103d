package dev.coordinator.server.webhook;

import java.util.function.Consumer;

/** Makes one attempt. */
interface Sender {

    /** Calls {@code taker} once, on any thread, perhaps this one; never throws. Bounded in time. */
    void send(Delivery delivery, Consumer<Reply> taker);
}
