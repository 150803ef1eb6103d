package dev.coordinator.server.api;

import com.google.rpc.Status;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.StatusRuntimeException;
import java.util.Optional;

/** Ends a call from outside of its service. */
final class CallEnd {

    private CallEnd() {}

    static void with(ServerCall<?, ?> call, Status status) {
        StatusRuntimeException error = Statuses.thrown(status);
        call.close(error.getStatus(), Optional.ofNullable(error.getTrailers()).orElseGet(Metadata::new));
    }
}
