package dev.coordinator.server.api;

import io.grpc.ForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;

/**
 * Answers a message that can't be read with INVALID_ARGUMENT.
 *
 * <p>The library parses before any interceptor can see a message, and calls what fails there UNKNOWN, as if the server
 * were broken. So the parser here never fails: it hands on what it could not read as a message of its own kind, which
 * ends the call.
 */
final class ReadableMessages {

    private ReadableMessages() {}

    /** Stands in for a message that can't be read. */
    private record Unreadable(String why) {}

    static ServerServiceDefinition only(ServerServiceDefinition service) {
        ServiceDescriptor.Builder descriptor = ServiceDescriptor.newBuilder(
                        service.getServiceDescriptor().getName())
                .setSchemaDescriptor(service.getServiceDescriptor().getSchemaDescriptor());
        var methods = service.getMethods().stream().map(ReadableMessages::only).toList();
        methods.forEach(method -> descriptor.addMethod(method.getMethodDescriptor()));
        ServerServiceDefinition.Builder guarded = ServerServiceDefinition.builder(descriptor.build());
        methods.forEach(guarded::addMethod);
        return guarded.build();
    }

    private static <Q, R> ServerMethodDefinition<Object, R> only(ServerMethodDefinition<Q, R> method) {
        MethodDescriptor<Q, R> plain = method.getMethodDescriptor();
        MethodDescriptor<Object, R> guarded = plain.toBuilder(
                        new Parser<>(plain.getRequestMarshaller()), plain.getResponseMarshaller())
                .build();
        return ServerMethodDefinition.create(guarded, (call, headers) -> listen(method, call, headers));
    }

    private static <Q, R> ServerCall.Listener<Object> listen(
            ServerMethodDefinition<Q, R> method, ServerCall<Object, R> call, Metadata headers) {
        // The type of requests is no part of what a call does.
        @SuppressWarnings("unchecked")
        ServerCall<Q, R> plain = (ServerCall<Q, R>) call;
        ServerCallHandler<Q, R> handler = method.getServerCallHandler();
        return new Listener<>(handler.startCall(plain, headers), call);
    }

    private static final class Parser<Q> implements MethodDescriptor.Marshaller<Object> {

        private final MethodDescriptor.Marshaller<Q> plain;

        Parser(MethodDescriptor.Marshaller<Q> plain) {
            this.plain = plain;
        }

        @Override
        public Object parse(InputStream bytes) {
            try {
                return plain.parse(bytes);
            } catch (StatusRuntimeException e) {
                Throwable cause = e.getCause();
                return new Unreadable(String.valueOf(cause == null ? e.getMessage() : cause.getMessage()));
            }
        }

        @Override
        @SuppressWarnings("unchecked")
        public InputStream stream(Object message) {
            return plain.stream((Q) message);
        }
    }

    private static final class Listener<Q>
            extends ForwardingServerCallListener.SimpleForwardingServerCallListener<Object> {

        private final ServerCall<?, ?> call;
        private boolean refused;

        @SuppressWarnings("unchecked")
        Listener(ServerCall.Listener<Q> plain, ServerCall<?, ?> call) {
            super((ServerCall.Listener<Object>) plain);
            this.call = call;
        }

        @Override
        public void onMessage(Object message) {
            if (message instanceof Unreadable unreadable) {
                refuse(unreadable);
            } else if (!refused) {
                super.onMessage(message);
            }
        }

        /** The service learns that the call is over before the client does, so it writes no more. */
        private void refuse(Unreadable message) {
            if (!refused) {
                refused = true;
                super.onCancel();
                CallEnd.with(call, Statuses.malformed(message.why()));
            }
        }

        @Override
        public void onHalfClose() {
            if (!refused) {
                super.onHalfClose();
            }
        }

        @Override
        public void onCancel() {
            if (!refused) {
                super.onCancel();
            }
        }
    }
}
