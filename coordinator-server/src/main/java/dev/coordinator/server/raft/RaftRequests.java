package dev.coordinator.server.raft;

import com.alipay.sofa.jraft.rpc.RpcServer;
import com.alipay.sofa.jraft.rpc.impl.PingRequestProcessor;
import com.alipay.sofa.jraft.rpc.impl.core.GetFileRequestProcessor;
import com.alipay.sofa.jraft.rpc.impl.core.InstallSnapshotRequestProcessor;
import com.alipay.sofa.jraft.rpc.impl.core.RequestVoteRequestProcessor;
import com.alipay.sofa.jraft.rpc.impl.core.TimeoutNowRequestProcessor;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The requests of the Raft protocol that a node answers.
 *
 * <p>Not among them, though the library would add them: its administration, which anyone could call, and reads by index,
 * which were seen to be stale during a change of membership.
 */
final class RaftRequests {

    private RaftRequests() {}

    /** @param closed told whose connection for entries was closed */
    static void listenOn(RpcServer server, Executor executor, Consumer<String> closed) {
        AppendRequests appends = new AppendRequests(executor, closed);
        server.registerConnectionClosedEventListener(appends);
        server.registerProcessor(appends);
        server.registerProcessor(new RequestVoteRequestProcessor(executor));
        server.registerProcessor(new TimeoutNowRequestProcessor(executor));
        server.registerProcessor(new InstallSnapshotRequestProcessor(executor));
        server.registerProcessor(new GetFileRequestProcessor(executor));
        server.registerProcessor(new PingRequestProcessor(executor));
    }
}
