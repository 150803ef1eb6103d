package dev.coordinator.cli;

import dev.coordinator.v1.ClusterServiceGrpc;
import dev.coordinator.v1.LeaseServiceGrpc;
import dev.coordinator.v1.PoolOperationsServiceGrpc;
import dev.coordinator.v1.PoolServiceGrpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.logging.LogManager;
import java.util.stream.Stream;

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
        Server node = serve(InsecureServerCredentials.create());
        String endpoints = "--endpoints=127.0.0.1:" + node.getPort();
        COMMANDS.forEach(command -> run(endpoints, command));
        node.shutdownNow();
        overTls();
        System.exit(0);
    }

    /** With certificates, which are made for that. */
    private static void overTls() throws IOException {
        Path folder = Files.createTempDirectory("coordctl-training-");
        try {
            new Coordctl(ProcessSurroundings.get())
                    .run("certs", folder.toString(), "--node", "n=127.0.0.1", "--client", "c");
            Server node = serve(TlsServerCredentials.create(
                    folder.resolve("n.crt").toFile(), folder.resolve("n.key").toFile()));
            String endpoints = "--endpoints=127.0.0.1:" + node.getPort();
            run(
                    endpoints,
                    "status",
                    "--ca",
                    folder.resolve("ca.crt").toString(),
                    "--cert",
                    folder.resolve("c.crt").toString(),
                    "--key",
                    folder.resolve("c.key").toString());
            node.shutdownNow();
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void run(String endpoints, String... command) {
        String[] words = new String[command.length + 1];
        words[0] = endpoints;
        System.arraycopy(command, 0, words, 1, command.length);
        new Coordctl(ProcessSurroundings.get()).run(words);
    }

    private static Server serve(ServerCredentials credentials) throws IOException {
        NettyServerBuilder builder =
                NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), credentials);
        List.of(
                        ClusterServiceGrpc.getServiceDescriptor(),
                        LeaseServiceGrpc.getServiceDescriptor(),
                        PoolServiceGrpc.getServiceDescriptor(),
                        PoolOperationsServiceGrpc.getServiceDescriptor())
                .forEach(service -> builder.addService(mute(service)));
        return builder.directExecutor().build().start();
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
