package dev.coordinator.server.raft;

import com.alipay.sofa.jraft.option.RpcOptions;
import com.alipay.sofa.jraft.rpc.RpcClient;
import com.alipay.sofa.jraft.rpc.RpcServer;
import com.alipay.sofa.jraft.rpc.impl.BoltRaftRpcFactory;
import com.alipay.sofa.jraft.rpc.impl.BoltRpcServer;
import com.alipay.sofa.jraft.util.Endpoint;
import com.alipay.sofa.jraft.util.SPI;
import dev.coordinator.server.security.ListenerTls;
import java.util.Optional;

/**
 * How nodes reach one another: binds exactly the given address, and connects without blocking the library.
 *
 * <p>The library makes it through {@code META-INF/services}, hence public, and one for all nodes of a process; so what is of
 * one node, TLS above all, is given to each client and server by its {@code helper}.
 */
@SPI(name = "coordinator", priority = 10)
public final class RaftTransport extends BoltRaftRpcFactory {

    @Override
    public RpcClient createRpcClient(ConfigHelper<RpcClient> helper) {
        RpcClient client = new FailFastRpcClient(new com.alipay.remoting.rpc.RpcClient());
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
                clientWith(finding.tls()).config(client);
            }
        };
    }

    @Override
    public RpcServer createRpcServer(Endpoint bind, ConfigHelper<RpcServer> helper) {
        RpcServer server = new BoltRpcServer(new com.alipay.remoting.rpc.RpcServer(bind.getIp(), bind.getPort(), true));
        if (helper != null) {
            helper.config(server);
        }
        return server;
    }

    /** A server that hears peers alone; in plaintext, whoever comes. */
    static ConfigHelper<RpcServer> serverWith(Optional<ListenerTls> tls) {
        return server -> tls.ifPresent(listener -> PeerTls.inFrontOf(((BoltRpcServer) server).getServer(), listener));
    }

    /** A client that speaks to peers alone; in plaintext, to whoever is there. */
    static ConfigHelper<RpcClient> clientWith(Optional<ListenerTls> tls) {
        return client -> tls.ifPresent(((FailFastRpcClient) client)::speakTls);
    }
}
