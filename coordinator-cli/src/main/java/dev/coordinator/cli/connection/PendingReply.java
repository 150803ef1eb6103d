package dev.coordinator.cli.connection;

import com.google.common.util.concurrent.ListenableFuture;
import dev.coordinator.client.Endpoint;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.ExecutionException;

/** A question on its way to one node. It has a deadline of its own. */
record PendingReply<A>(Endpoint endpoint, ListenableFuture<A> answer) {

    Reply<A> await() {
        try {
            return new Reply.Answered<>(answer.get());
        } catch (ExecutionException e) {
            return failed(
                    e.getCause() instanceof StatusRuntimeException answered
                            ? answered // With the details that it came with.
                            : Status.fromThrowable(e.getCause()).asRuntimeException());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(Status.CANCELLED.withDescription("interrupted").asRuntimeException());
        }
    }

    private Reply<A> failed(StatusRuntimeException failure) {
        return new Reply.Failed<>(new Attempt(endpoint, failure, true));
    }
}
