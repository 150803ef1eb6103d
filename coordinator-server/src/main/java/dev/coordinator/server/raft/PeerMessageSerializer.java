package dev.coordinator.server.raft;

import com.alipay.remoting.DefaultCustomSerializer;
import com.alipay.remoting.InvokeContext;
import com.alipay.remoting.exception.DeserializationException;
import com.alipay.remoting.exception.SerializationException;
import com.alipay.remoting.rpc.RequestCommand;
import com.alipay.remoting.rpc.ResponseCommand;
import com.alipay.remoting.rpc.protocol.RpcRequestCommand;
import com.alipay.remoting.rpc.protocol.RpcResponseCommand;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Node-to-node messages as bytes.
 *
 * <p>Request: length of the cluster id (one byte), the cluster id, the body. Answer: what was done (one byte), the body.
 * A body has at most {@value #MOST_BYTES} bytes. A request that can't be read is an error the sender hears of; an answer
 * that can't be read counts as failed, because the RPC library forgets the callback if reading one throws.
 */
final class PeerMessageSerializer extends DefaultCustomSerializer {

    static final int MOST_BYTES = 8 << 20;

    /** And a question mark, see {@link Introductions}. */
    private static final int LONGEST_CLUSTER_ID = 65;

    @Override
    public <T extends RequestCommand> boolean serializeContent(T command, InvokeContext context)
            throws SerializationException {
        PeerRequest request = (PeerRequest) ((RpcRequestCommand) command).getRequestObject();
        byte[] clusterId = request.clusterId().getBytes(StandardCharsets.US_ASCII);
        requireBounded(request.body());
        command.setContent(ByteBuffer.allocate(1 + clusterId.length + request.body().length)
                .put((byte) clusterId.length)
                .put(clusterId)
                .put(request.body())
                .array());
        return true;
    }

    @Override
    public <T extends RequestCommand> boolean deserializeContent(T command) throws DeserializationException {
        byte[] content = command.getContent();
        int length = content == null || content.length == 0 ? -1 : content[0];
        if (length < 1
                || length > LONGEST_CLUSTER_ID
                || content.length < 1 + length
                || content.length - 1 - length > MOST_BYTES) {
            throw new DeserializationException("not a request from node to node");
        }
        ((RpcRequestCommand) command)
                .setRequestObject(new PeerRequest(
                        new String(content, 1, length, StandardCharsets.US_ASCII),
                        Arrays.copyOfRange(content, 1 + length, content.length)));
        return true;
    }

    @Override
    public <T extends ResponseCommand> boolean serializeContent(T command) throws SerializationException {
        PeerAnswer answer = (PeerAnswer) ((RpcResponseCommand) command).getResponseObject();
        requireBounded(answer.body());
        command.setContent(ByteBuffer.allocate(1 + answer.body().length)
                .put(answer.kind().onWire())
                .put(answer.body())
                .array());
        return true;
    }

    @Override
    public <T extends ResponseCommand> boolean deserializeContent(T command, InvokeContext context) {
        ((RpcResponseCommand) command).setResponseObject(answerIn(command.getContent()));
        return true;
    }

    private static PeerAnswer answerIn(byte[] content) {
        int kind = content == null || content.length == 0 || content.length - 1 > MOST_BYTES ? -1 : content[0];
        if (kind == PeerAnswer.Kind.ANSWERED.onWire()) {
            return PeerAnswer.answered(Arrays.copyOfRange(content, 1, content.length));
        }
        return kind == PeerAnswer.Kind.REFUSED.onWire() ? PeerAnswer.refused() : PeerAnswer.failed();
    }

    private static void requireBounded(byte[] body) throws SerializationException {
        if (body.length > MOST_BYTES) {
            throw new SerializationException(
                    "a message between nodes has at most " + MOST_BYTES + " bytes, not " + body.length);
        }
    }
}
