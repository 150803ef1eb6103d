package dev.coordinator.server.raft;

import dev.coordinator.server.replication.AppendFailure;
import dev.coordinator.server.replication.Proposal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One append, and what came of it. */
final class Attempt implements Proposal {

    private final CompletableFuture<String> end = new CompletableFuture<>();

    void applied() {
        settle("applied");
    }

    @Override
    public void failed(AppendFailure failure) {
        settle(failure.name());
    }

    private void settle(String how) {
        if (!end.complete(how)) {
            throw new IllegalStateException("settled twice: " + end.join() + ", " + how);
        }
    }

    String outcome() {
        return end.orTimeout(20, TimeUnit.SECONDS).join();
    }
}
