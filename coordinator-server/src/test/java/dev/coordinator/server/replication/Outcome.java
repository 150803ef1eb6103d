package dev.coordinator.server.replication;

import dev.coordinator.server.lease.Decision;
import java.util.ArrayList;
import java.util.List;

/** A completion that remembers every call, so that a second one shows. */
final class Outcome implements Completion {

    final List<Object> calls = new ArrayList<>();

    @Override
    public synchronized void decided(long logIndex, Decision decision) {
        calls.add(decision);
    }

    @Override
    public synchronized void failed(Failure failure) {
        calls.add(failure);
    }
}
