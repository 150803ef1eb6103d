package dev.coordinator.cli.connection;

import io.grpc.Attributes;
import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;

/**
 * Whether a request may have left this machine.
 *
 * <p>Errs on one side only: false is certain. Set by the network thread, read after the call has ended.
 */
final class Departure extends ClientStreamTracer.Factory {

    private volatile boolean departed;

    boolean departed() {
        return departed;
    }

    @Override
    public ClientStreamTracer newClientStreamTracer(ClientStreamTracer.StreamInfo info, Metadata headers) {
        return new ClientStreamTracer() {
            @Override
            public void streamCreated(Attributes transport, Metadata sent) {
                departed = true;
            }
        };
    }
}
