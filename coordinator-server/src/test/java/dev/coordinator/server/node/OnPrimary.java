package dev.coordinator.server.node;

import dev.coordinator.client.Epoch;
import dev.coordinator.client.PrimaryListener;
import dev.coordinator.client.StandbyReason;
import java.util.function.Consumer;

/** Listens for one thing only. */
record OnPrimary(Consumer<Epoch> told) implements PrimaryListener {

    @Override
    public void onPrimary(Epoch epoch) {
        told.accept(epoch);
    }

    @Override
    public void onStandby(StandbyReason reason) {}
}
