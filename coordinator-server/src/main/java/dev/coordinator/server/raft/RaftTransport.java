package dev.coordinator.server.raft;

import com.alipay.sofa.jraft.option.RpcOptions;
import com.alipay.sofa.jraft.rpc.RpcClient;
import com.alipay.sofa.jraft.rpc.RpcServer;
import com.alipay.sofa.jraft.rpc.impl.BoltRaftRpcFactory;
import com.alipay.sofa.jraft.rpc.impl.BoltRpcServer;
import com.alipay.sofa.jraft.util.Endpoint;
import com.alipay.sofa.jraft.util.SPI;

/**
 * How nodes reach one another: binds exactly the given address, and connects without blocking the library.
 *
 * <p>The library makes it through {@code META-INF/services}, hence public. What stands in front of every connection
 * (TLS, and the gate that hears no one but peers) belongs into {@link #frontOf} and its twin.
 */
@SPI(name = "coordinator", priority = 10)
public final class RaftTransport extends BoltRaftRpcFactory {

    @Override
    public RpcClient createRpcClient(ConfigHelper<RpcClient> helper) {
        RpcClient client = new FailFastRpcClient(frontOf(new com.alipay.remoting.rpc.RpcClient()));
        if (helper != null) {
            helper.config(client);
        }
        return client;
    }

    /** The library's own client finds peers as its node does. */
    @Override
    public ConfigHelper<RpcClient> defaultJRaftClientConfigHelper(RpcOptions options) {
        return client -> {
            if (options instanceof FindingOptions finding) {
                ((FailFastRpcClient) client).findBy(finding.whereabouts()::endpointOf);
            }
        };
    }

    @Override
    public RpcServer createRpcServer(Endpoint bind, ConfigHelper<RpcServer> helper) {
        RpcServer server =
                new BoltRpcServer(frontOf(new com.alipay.remoting.rpc.RpcServer(bind.getIp(), bind.getPort(), true)));
        if (helper != null) {
            helper.config(server);
        }
        return server;
    }

    private static com.alipay.remoting.rpc.RpcClient frontOf(com.alipay.remoting.rpc.RpcClient client) {
        return client;
    }

    private static com.alipay.remoting.rpc.RpcServer frontOf(com.alipay.remoting.rpc.RpcServer server) {
        return server;
    }
}
