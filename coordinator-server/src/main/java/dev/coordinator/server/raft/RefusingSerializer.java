package dev.coordinator.server.raft;

import com.alipay.remoting.serialization.Serializer;
import java.nio.charset.StandardCharsets;

/**
 * Stands where the RPC library would let a peer's bytes choose which classes to make, which is remote code execution.
 *
 * <p>Every message of ours and of the Raft library has a serializer of its own, so only the library's report of an
 * exception comes here. Reading one must not throw: the library then forgets the callback of the request, and
 * replication to that peer stands still. So the bytes are ignored, whatever they are.
 */
final class RefusingSerializer implements Serializer {

    static final String REFUSED = "refused: objects are not read from peers";

    @Override
    public byte[] serialize(Object object) {
        String words = object instanceof Throwable thrown
                ? thrown.getClass().getSimpleName() + ": " + thrown.getMessage()
                : object.getClass().getName();
        return words.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T> T deserialize(byte[] bytes, String className) {
        return (T) REFUSED;
    }
}
