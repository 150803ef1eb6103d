package dev.coordinator.server.raft;

import com.alipay.sofa.jraft.rpc.Connection;
import com.alipay.sofa.jraft.rpc.RaftServerService;
import com.alipay.sofa.jraft.rpc.RpcRequestClosure;
import com.alipay.sofa.jraft.rpc.RpcRequests.AppendEntriesRequest;
import com.alipay.sofa.jraft.rpc.impl.core.AppendEntriesRequestProcessor;
import com.google.protobuf.Message;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Takes entries and heartbeats, and tells when the connection over which a node sent them is closed. */
final class AppendRequests extends AppendEntriesRequestProcessor {

    private static final String SENDER = "sender";

    private final Consumer<String> closed;

    /** @param closed told which node's connection it was, on the network's thread */
    AppendRequests(Executor executor, Consumer<String> closed) {
        super(executor);
        this.closed = closed;
    }

    @Override
    public Message processRequest0(RaftServerService node, AppendEntriesRequest request, RpcRequestClosure done) {
        done.getRpcCtx().getConnection().setAttributeIfAbsent(SENDER, request.getServerId());
        return super.processRequest0(node, request, done);
    }

    @Override
    public void onClosed(String address, Connection connection) {
        super.onClosed(address, connection);
        if (connection.getAttribute(SENDER) instanceof String sender) {
            closed.accept(sender);
        }
    }
}
