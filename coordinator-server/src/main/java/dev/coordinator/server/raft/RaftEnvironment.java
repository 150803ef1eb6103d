package dev.coordinator.server.raft;

import com.alipay.remoting.CustomSerializerManager;
import com.alipay.remoting.serialization.SerializerManager;
import com.alipay.sofa.jraft.util.RpcFactoryHelper;
import com.alipay.sofa.jraft.util.ThreadPoolsFactory;
import java.security.Security;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * What holds for the whole process and must be set before the first class of the Raft library or of protobuf loads.
 *
 * <p>Properties given on the command line win. Those of the launch script come first anyway; these are here so that no
 * way of starting a node can miss them.
 */
final class RaftEnvironment {

    private static final String LARGE_POOL = "1000";
    private static final int GROUP_THREADS = 8;

    private static final Set<String> GROUPS = new HashSet<>();
    private static boolean prepared;

    private RaftEnvironment() {}

    static synchronized void prepare(String group) {
        if (!prepared) {
            setProperties();
            refuseForeignObjects();
            BoundedFrames.install();
            RocksDbTuning.register();
            requireOwnTransport();
            prepared = true;
        }
        if (GROUPS.add(group)) {
            ThreadPoolsFactory.registerThreadPool(group, GroupPool.INSTANCE);
        }
    }

    private static void setProperties() {
        // The RPC library writes below the home folder, or prints a stack trace, if it may log by itself.
        setUnlessGiven("sofa.middleware.log.disable", "true");
        // Nor does it announce on standard output that it may not.
        setUnlessGiven("sofa.middleware.log.internal.level", "ERROR");
        // The Raft library's generated code predates protobuf 3.22; only authenticated peers reach its parsers.
        setUnlessGiven("com.google.protobuf.use_unsafe_pre22_gencode", "true");
        // These two pools can't be replaced, have no queue, and a task they refuse stalls replication for ever.
        setUnlessGiven("jraft.rpc.closure.threadpool.size.max", LARGE_POOL);
        setUnlessGiven("jraft.internal.closure.threadpool.size.max", LARGE_POOL);
        // A peer that moved to another address is found again within seconds.
        setSecurityUnlessGiven("networkaddress.cache.ttl", "5");
        setSecurityUnlessGiven("networkaddress.cache.negative.ttl", "1");
    }

    private static void refuseForeignObjects() {
        SerializerManager.addSerializer(SerializerManager.Hessian2, new RefusingSerializer());
        PeerMessageSerializer serializer = new PeerMessageSerializer();
        CustomSerializerManager.registerCustomSerializer(PeerRequest.class.getName(), serializer);
        CustomSerializerManager.registerCustomSerializer(PeerAnswer.class.getName(), serializer);
    }

    /** The library finds its transport by a services file; a badly merged jar would silently fall back to its own. */
    private static void requireOwnTransport() {
        Object transport = RpcFactoryHelper.rpcFactory();
        if (!(transport instanceof RaftTransport)) {
            throw new IllegalStateException(
                    "the raft transport is " + transport.getClass().getName() + ", not " + RaftTransport.class.getName()
                            + ": META-INF/services is incomplete");
        }
    }

    private static void setUnlessGiven(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** The JDK's own file sets the negative one, so only a value other than the default counts as given. */
    private static void setSecurityUnlessGiven(String property, String value) {
        String given = Security.getProperty(property);
        if (given == null || given.equals("10")) {
            Security.setProperty(property, value);
        }
    }

    /** Runs what the library would run in a pool without a queue; shared by all groups of the process. */
    private static final class GroupPool {
        static final ThreadPoolExecutor INSTANCE = Threads.queued("raft-group", GROUP_THREADS);
    }
}
