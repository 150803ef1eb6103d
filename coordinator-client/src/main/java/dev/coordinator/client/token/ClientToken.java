package dev.coordinator.client.token;

import io.grpc.CallCredentials;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Where the token comes from that is shown to coordinators: asked for anew for each stream, and for each call where there
 * are no streams. So a new one is shown as soon as coordinators end a stream because the old one is good no more; a
 * membership goes on over the next stream, and keeps its lease.
 *
 * <p>A token that is shown without TLS can be read on the way. Safe for use by any thread.
 */
public final class ClientToken {

    private static final int MOST_BYTES = 8 * 1024;

    private final Supplier<String> source;

    private ClientToken(Supplier<String> source) {
        this.source = source;
    }

    /**
     * Asks {@code source}, one request at a time on a thread of its own, which may wait. When it throws, the call fails and is
     * tried again, as if the coordinator had not answered.
     *
     * @param source gives a token without blanks; what is around it is cut off
     */
    public static ClientToken from(Supplier<String> source) {
        return new ClientToken(source);
    }

    /** The whole of a file of at most 8 KiB, as it is when it is asked for. */
    public static ClientToken inFile(Path file) {
        return new ClientToken(() -> read(file));
    }

    private static String read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IllegalArgumentException(file + ": a token has no more than 8 KiB");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the token in " + file + " can't be read", e);
        }
    }

    /**
     * Asks for it once.
     *
     * @throws IllegalArgumentException if it is none; never repeats it
     */
    public String get() {
        String token = source.get().strip();
        boolean isPlain = token.chars().allMatch(character -> character > ' ' && character < 127);
        if (token.isEmpty() || token.length() > MOST_BYTES || !isPlain) {
            throw new IllegalArgumentException("a token is 1 to 8192 visible ASCII characters, without blanks");
        }
        return token;
    }

    /** Shows it with each call of a channel. */
    public ClientInterceptor interceptor() {
        CallCredentials credentials = new TokenCredentials(this);
        return new ClientInterceptor() {
            @Override
            public <Q, R> ClientCall<Q, R> interceptCall(
                    MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
                return next.newCall(method, options.withCallCredentials(credentials));
            }
        };
    }

    /** Nothing of the token. */
    @Override
    public String toString() {
        return "ClientToken";
    }
}
