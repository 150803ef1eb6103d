package dev.coordinator.cli;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
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
import java.util.Optional;
import java.util.logging.LogManager;
import java.util.stream.Stream;

/**
 * Runs commands against a node that tells one of everything, in one process, so that a Java with
 * {@code -XX:DumpLoadedClassList} lists the classes they need. The launch script makes an archive of these, for the build
 * too, and starts coordctl with it, in half of the time.
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

    private static final int DEPTH = 4;

    /** An address, so that nodes are told apart, and a name of a pool as well. */
    private static final String TEXT = "p:1";

    /** There is none: a list would have no end. */
    private static final String NEXT_PAGE = "next_page_token";

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
            Server node = serve(TlsServerCredentials.newBuilder()
                    .keyManager(
                            folder.resolve("n.crt").toFile(),
                            folder.resolve("n.key").toFile())
                    .trustManager(folder.resolve("ca.crt").toFile())
                    .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE)
                    .build());
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
                .forEach(service -> builder.addService(talkative(service)));
        return builder.directExecutor().build().start();
    }

    private static ServerServiceDefinition talkative(ServiceDescriptor service) {
        ServerServiceDefinition.Builder out = ServerServiceDefinition.builder(service.getName());
        for (MethodDescriptor<?, ?> method : service.getMethods()) {
            if (method.getType() == MethodType.UNARY) {
                answerWithOneOfEverything(out, method);
            }
        }
        return out.build();
    }

    private static <Q, A> void answerWithOneOfEverything(
            ServerServiceDefinition.Builder out, MethodDescriptor<Q, A> method) {
        PrototypeMarshaller<A> marshaller = (PrototypeMarshaller<A>) method.getResponseMarshaller();
        Message nothing = (Message) marshaller.getMessagePrototype();
        A everything = marshaller.parse(filled(nothing, DEPTH).toByteString().newInput());
        out.addMethod(method, ServerCalls.asyncUnaryCall((question, answer) -> {
            answer.onNext(everything);
            answer.onCompleted();
        }));
    }

    /** With one of everything that it may hold, and so on in that, so deep: a command shows what it isn't told of otherwise. */
    private static Message filled(Message empty, int depth) {
        Message.Builder message = empty.toBuilder();
        for (FieldDescriptor field : empty.getDescriptorForType().getFields()) {
            Optional<Object> value =
                    field.getName().equals(NEXT_PAGE) ? Optional.empty() : value(message, field, depth);
            if (field.isRepeated()) {
                value.ifPresent(one -> message.addRepeatedField(field, one));
            } else {
                value.ifPresent(one -> message.setField(field, one));
            }
        }
        return message.build();
    }

    private static Optional<Object> value(Message.Builder message, FieldDescriptor field, int depth) {
        return switch (field.getJavaType()) {
            case MESSAGE ->
                depth == 0 || field.isMapField()
                        ? Optional.empty()
                        : Optional.of(filled(message.newBuilderForField(field).build(), depth - 1));
            case ENUM -> Optional.of(field.getEnumType().getValues().get(1));
            case STRING -> Optional.of(TEXT);
            case INT, LONG -> Optional.of(field.getJavaType() == FieldDescriptor.JavaType.INT ? (Object) 1 : 1L);
            default -> Optional.empty();
        };
    }
}
