package dev.coordinator.server.api;

import com.google.rpc.Status;
import io.grpc.ForwardingServerCallListener;
import io.grpc.KnownLength;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Answers a message that can't be read with INVALID_ARGUMENT.
 *
 * <p>Answers one that is larger than allowed with RESOURCE_EXHAUSTED and the limit. The library's own refusal says neither,
 * so its limit is set above this one, and stays to bound what is held in memory.
 *
 * <p>The library parses before any interceptor can see a message, and calls what fails there UNKNOWN, as if the server
 * were broken. So the parser here never fails: it hands on what it could not read as a message of its own kind, which
 * ends the call.
 */
final class ReadableMessages {

    private ReadableMessages() {}

    /** Stands in for a message that can't be read. */
    private record Unreadable(String why) {}

    /** A message that can't be read is not worth reading to its end. */
    private record TooLarge(int size) {}

    /** @param mostBytes what one message may have */
    static ServerServiceDefinition only(ServerServiceDefinition service, int mostBytes) {
        ServiceDescriptor.Builder descriptor = ServiceDescriptor.newBuilder(
                        service.getServiceDescriptor().getName())
                .setSchemaDescriptor(service.getServiceDescriptor().getSchemaDescriptor());
        var methods = service.getMethods().stream()
                .map(method -> only(method, mostBytes))
                .toList();
        methods.forEach(method -> descriptor.addMethod(method.getMethodDescriptor()));
        ServerServiceDefinition.Builder guarded = ServerServiceDefinition.builder(descriptor.build());
        methods.forEach(guarded::addMethod);
        return guarded.build();
    }

    private static <Q, R> ServerMethodDefinition<Object, R> only(ServerMethodDefinition<Q, R> method, int mostBytes) {
        MethodDescriptor<Q, R> plain = method.getMethodDescriptor();
        MethodDescriptor<Object, R> guarded = plain.toBuilder(
                        new Parser<>(plain.getRequestMarshaller(), mostBytes), plain.getResponseMarshaller())
                .build();
        return ServerMethodDefinition.create(guarded, (call, headers) -> listen(method, call, headers, mostBytes));
    }

    private static <Q, R> ServerCall.Listener<Object> listen(
            ServerMethodDefinition<Q, R> method, ServerCall<Object, R> call, Metadata headers, int mostBytes) {
        // The type of requests is no part of what a call does.
        @SuppressWarnings("unchecked")
        ServerCall<Q, R> plain = (ServerCall<Q, R>) call;
        ServerCallHandler<Q, R> handler = method.getServerCallHandler();
        return new Listener<>(handler.startCall(plain, headers), call, mostBytes);
    }

    private static final class Parser<Q> implements MethodDescriptor.Marshaller<Object> {

        private final MethodDescriptor.Marshaller<Q> plain;
        private final int mostBytes;

        Parser(MethodDescriptor.Marshaller<Q> plain, int mostBytes) {
            this.plain = plain;
            this.mostBytes = mostBytes;
        }

        @Override
        public Object parse(InputStream bytes) {
            try {
                if (bytes instanceof KnownLength) {
                    int size = bytes.available();
                    return size > mostBytes ? new TooLarge(size) : plain.parse(bytes);
                }
                byte[] unpacked = bytes.readNBytes(mostBytes + 1);
                return unpacked.length > mostBytes
                        ? new TooLarge(unpacked.length)
                        : plain.parse(new ByteArrayInputStream(unpacked));
            } catch (IOException e) {
                return new Unreadable(String.valueOf(e.getMessage()));
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
        private final int mostBytes;
        private boolean refused;

        @SuppressWarnings("unchecked")
        Listener(ServerCall.Listener<Q> plain, ServerCall<?, ?> call, int mostBytes) {
            super((ServerCall.Listener<Object>) plain);
            this.call = call;
            this.mostBytes = mostBytes;
        }

        @Override
        public void onMessage(Object message) {
            if (message instanceof Unreadable unreadable) {
                refuse(Statuses.malformed(unreadable.why()));
            } else if (message instanceof TooLarge large) {
                refuse(Statuses.limitReached("message", "bytes in one message", mostBytes, large.size()));
            } else if (!refused) {
                super.onMessage(message);
            }
        }

        /** The service learns that the call is over before the client does, so it writes no more. */
        private void refuse(Status why) {
            if (!refused) {
                refused = true;
                super.onCancel();
                CallEnd.with(call, why);
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
