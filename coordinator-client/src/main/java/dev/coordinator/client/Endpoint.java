package dev.coordinator.client;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Where one coordinator takes requests. What it writes as text, it reads. */
public sealed interface Endpoint permits TcpEndpoint, UnixEndpoint {

    /** The port of a coordinator's API unless it is configured otherwise. */
    int DEFAULT_PORT = 7400;

    /** What the path of a Unix domain socket stands behind. */
    String PREFIX = "unix:";

    /**
     * Reads {@code host}, {@code host:port}, {@code [ipv6]}, {@code [ipv6]:port} or {@code unix:/path}.
     *
     * @throws IllegalArgumentException when it is none of these, in words for people
     */
    static Endpoint parse(String text) {
        String trimmed = text.strip();
        return trimmed.startsWith(PREFIX)
                ? new UnixEndpoint(Path.of(trimmed.substring(PREFIX.length())))
                : TcpEndpoint.parse(trimmed);
    }

    /**
     * Reads several, each argument one or a comma-separated list, in their order and without repetitions.
     *
     * @throws IllegalArgumentException when one can't be read, there is none, or there are more than 64
     */
    static List<Endpoint> parseAll(String... texts) {
        return EndpointList.checked(Arrays.stream(texts)
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(Endpoint::parse)
                .toList());
    }
}
