package dev.coordinator.cli;

import dev.coordinator.v1.ClusterServiceGrpc;
import dev.coordinator.v1.LeaseServiceGrpc;
import dev.coordinator.v1.PoolOperationsServiceGrpc;
import dev.coordinator.v1.PoolServiceGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.logging.LogManager;

/**
 * Runs commands against a node that has nothing to tell, in one process, so that a Java which ends with
 * {@code -XX:ArchiveClassesAtExit} has seen the classes they need. The build does; the launch script starts coordctl with
 * the archive, in half of the time.
 */
final class TrainingRun {

    private static final List<String[]> COMMANDS = List.of(
            new String[] {"status"},
            new String[] {"pools"},
            new String[] {"pool", "p"},
            new String[] {"instances", "p"},
            new String[] {"history", "p"},
            new String[] {"explain", "p"},
            new String[] {"pools", "-o", "json"},
            new String[] {"pause", "p"},
            new String[] {"doctor", "--observe", "1ms"},
            new String[] {"complete", "--", "pool", "p"},
            new String[] {"--help"});

    private TrainingRun() {}

    public static void main(String[] arguments) throws IOException {
        LogManager.getLogManager().reset();
        NettyServerBuilder builder =
                NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        List.of(
                        ClusterServiceGrpc.getServiceDescriptor(),
                        LeaseServiceGrpc.getServiceDescriptor(),
                        PoolServiceGrpc.getServiceDescriptor(),
                        PoolOperationsServiceGrpc.getServiceDescriptor())
                .forEach(service -> builder.addService(mute(service)));
        Server node = builder.directExecutor().build().start();
        String endpoints = "--endpoints=127.0.0.1:" + node.getPort();
        for (String[] command : COMMANDS) {
            String[] words = new String[command.length + 1];
            words[0] = endpoints;
            System.arraycopy(command, 0, words, 1, command.length);
            new Coordctl(ProcessSurroundings.get()).run(words);
        }
        node.shutdownNow();
        System.exit(0);
    }

    /** Answers every question with nothing. */
    private static ServerServiceDefinition mute(ServiceDescriptor service) {
        ServerServiceDefinition.Builder out = ServerServiceDefinition.builder(service.getName());
        for (MethodDescriptor<?, ?> method : service.getMethods()) {
            if (method.getType() == MethodType.UNARY) {
                answerWithNothing(out, method);
            }
        }
        return out.build();
    }

    private static <Q, A> void answerWithNothing(ServerServiceDefinition.Builder out, MethodDescriptor<Q, A> method) {
        A nothing = ((PrototypeMarshaller<A>) method.getResponseMarshaller()).getMessagePrototype();
        out.addMethod(method, ServerCalls.asyncUnaryCall((question, answer) -> {
            answer.onNext(nothing);
            answer.onCompleted();
        }));
    }
}
