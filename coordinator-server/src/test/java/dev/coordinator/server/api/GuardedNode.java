package dev.coordinator.server.api;

import dev.coordinator.server.access.AccessControl;
import dev.coordinator.server.access.AccessMeter;
import dev.coordinator.server.access.Refusal;
import dev.coordinator.server.access.Verb;
import dev.coordinator.server.security.ListenerTls;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A test node that checks who its callers are; each token is the name of its principal, unless it is said otherwise. */
final class GuardedNode implements AutoCloseable {

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    static final String[] GRANTS = {
        "grants:",
        "  - {to: [a, b], may: [check_in], pools: [orders, bills], instances: [\"${name}\"]}",
        "  - {to: [reader], may: [read], pools: [orders, \"o*\"]}",
        "  - {to: [ops], may: [operate], pools: [orders]}",
        "  - {to: [admin], may: [administer], pools: [\"*\"]}"
    };

    final List<Audit.Entry> audited = new CopyOnWriteArrayList<>();
    final TestNode node;
    private final AccessControl access;
    private final Path file;

    GuardedNode(Path folder, String... rules) throws IOException {
        this(folder, Optional.empty(), rules);
    }

    GuardedNode(Path folder, Optional<ListenerTls> tls, String... rules) throws IOException {
        file = folder.resolve("access.yaml");
        Files.write(file, List.of(rules));
        access = AccessControl.open(file, InstantSource.system(), System::nanoTime, new Silence());
        Entrance entrance = new Entrance(Optional.of(access), audited::add);
        node = tls.isPresent() ? TestNode.speaking(tls.get(), entrance) : TestNode.behind(entrance);
    }

    /** Puts other rules in force, and has the node look after its streams, as it does every second. */
    void rules(String... rules) throws IOException {
        Files.write(file, List.of(rules));
        access.review();
        access.review();
        node.server.accessChanged();
    }

    /** A line for the file, for a principal with these tokens. */
    static String principal(String name, String... tokens) {
        List<String> hashes = new ArrayList<>();
        for (String token : tokens) {
            hashes.add("{hash: \"" + hash(token) + "\"}");
        }
        return "  - {name: " + name + ", tokens: [" + String.join(", ", hashes) + "]}";
    }

    static String hash(String token) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256")
                                    .digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** A channel whose calls show the token. */
    io.grpc.Channel showing(String token) {
        Metadata headers = new Metadata();
        headers.put(AUTHORIZATION, "Bearer " + token);
        return ClientInterceptors.intercept(node.channel(), MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    /** Each with a token that is its name. */
    static String[] with(String... principals) {
        List<String> lines = new ArrayList<>(List.of("principals:"));
        for (String each : principals) {
            lines.add(principal(each, each));
        }
        lines.addAll(List.of(GRANTS));
        return lines.toArray(String[]::new);
    }

    static String[] concat(String[] one, String[] other) {
        List<String> all = new ArrayList<>(List.of(one));
        all.addAll(List.of(other));
        return all.toArray(String[]::new);
    }

    @Override
    public void close() {
        node.close();
    }

    private static final class Silence implements AccessMeter {
        @Override
        public void refused(Refusal.Reason reason) {}

        @Override
        public void denied(Verb verb) {}

        @Override
        public void looked(boolean isInForce) {}
    }
}
