package dev.coordinator.server.raft;

import com.alipay.remoting.CommandDecoder;
import com.alipay.remoting.CommandEncoder;
import com.alipay.remoting.CommandFactory;
import com.alipay.remoting.CommandHandler;
import com.alipay.remoting.HeartbeatTrigger;
import com.alipay.remoting.Protocol;
import com.alipay.remoting.ProtocolManager;
import com.alipay.remoting.exception.CodecException;
import com.alipay.remoting.rpc.RpcCommandType;
import com.alipay.remoting.rpc.RpcRemoting;
import com.alipay.remoting.rpc.protocol.RpcProtocol;
import com.alipay.remoting.rpc.protocol.RpcProtocolV2;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import java.lang.invoke.MethodHandles;
import java.util.List;

/**
 * Refuses a message by the length that it announces. The RPC library would gather whatever that is, up to two gigabytes,
 * before it looks at any of it.
 */
final class BoundedFrames implements CommandDecoder {

    /** Above the largest entry: a group of a mebibyte and one request of sixteen. */
    static final int MOST_BYTES = 32 << 20;

    private static final int LENGTH_BYTES = 4;

    private final CommandDecoder decoder;
    private final int typeAt;
    private final int lengthAt;

    /**
     * In front of {@code decoder}.
     *
     * @param typeAt where the kind of message stands
     * @param lengthAt where the content's length stands in a request; in an answer, two bytes earlier
     */
    private BoundedFrames(CommandDecoder decoder, int typeAt, int lengthAt) {
        this.decoder = decoder;
        this.typeAt = typeAt;
        this.lengthAt = lengthAt;
    }

    /** For the whole process; once. */
    static void install() {
        try {
            MethodHandles.lookup().ensureInitialized(RpcRemoting.class); // It registers those that are replaced.
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the RPC library is not as it was", e);
        }
        install(RpcProtocol.PROTOCOL_CODE, 1, 18);
        install(RpcProtocolV2.PROTOCOL_CODE, 2, 20);
    }

    private static void install(byte code, int typeAt, int lengthAt) {
        Protocol unbounded = ProtocolManager.unRegisterProtocol(code);
        ProtocolManager.registerProtocol(
                new Bounded(unbounded, new BoundedFrames(unbounded.getDecoder(), typeAt, lengthAt)), code);
    }

    @Override
    public void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        if (in.readableBytes() >= lengthAt + LENGTH_BYTES) {
            boolean answer = in.getByte(in.readerIndex() + typeAt) == RpcCommandType.RESPONSE;
            int length = in.getInt(in.readerIndex() + lengthAt - (answer ? 2 : 0));
            if (length < 0 || length > MOST_BYTES) {
                ChannelFuture unused = context.close();
                throw new CodecException("a message between nodes has at most " + MOST_BYTES + " bytes, not "
                        + Integer.toUnsignedString(length));
            }
        }
        decoder.decode(context, in, out);
    }

    /** A protocol with another decoder. */
    private record Bounded(Protocol protocol, CommandDecoder decoder) implements Protocol {

        @Override
        public CommandEncoder getEncoder() {
            return protocol.getEncoder();
        }

        @Override
        public CommandDecoder getDecoder() {
            return decoder;
        }

        @Override
        public HeartbeatTrigger getHeartbeatTrigger() {
            return protocol.getHeartbeatTrigger();
        }

        @Override
        public CommandHandler getCommandHandler() {
            return protocol.getCommandHandler();
        }

        @Override
        public CommandFactory getCommandFactory() {
            return protocol.getCommandFactory();
        }
    }
}
