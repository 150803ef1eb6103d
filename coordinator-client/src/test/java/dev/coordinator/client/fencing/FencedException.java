package dev.coordinator.client.fencing;

import dev.coordinator.client.Epoch;

/** A resource refused a write, because it has accepted a later epoch. Stop; repeating the write can't help. */
final class FencedException extends Exception {

    FencedException(Epoch refused, Epoch highest) {
        super("epoch " + refused + " is over: epoch " + highest + " has begun");
    }
}
