package dev.coordinator.cli.connection;

import java.util.Arrays;
import java.util.List;

/** Where a node's API is reached. */
public record Endpoint(String host, int port) {

    /** Where a node listens unless it is told otherwise. */
    public static final int DEFAULT_PORT = 7400;

    public Endpoint {
        if (host.isEmpty() || host.chars().anyMatch(Character::isWhitespace) || host.contains("/")) {
            throw new IllegalArgumentException("'" + host + "' is not a host");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not within 1 to 65535");
        }
    }

    /**
     * Reads {@code host}, {@code host:port}, {@code [ipv6]} or {@code [ipv6]:port}.
     *
     * @throws IllegalArgumentException when it is none of these, in words for people
     */
    public static Endpoint parse(String text) {
        String trimmed = text.strip();
        int colon = trimmed.lastIndexOf(':');
        boolean bracketed = trimmed.startsWith("[");
        if (colon < 0 || (bracketed && trimmed.endsWith("]"))) {
            return new Endpoint(unbracketed(trimmed), DEFAULT_PORT);
        }
        if (!bracketed && trimmed.indexOf(':') != colon) {
            throw new IllegalArgumentException("'" + trimmed + "': write an IPv6 address as [address]:port");
        }
        return new Endpoint(unbracketed(trimmed.substring(0, colon)), port(trimmed, colon + 1));
    }

    /** Reads endpoints separated by commas; at least one. */
    public static List<Endpoint> parseAll(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(Endpoint::parse)
                .distinct()
                .toList();
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static int port(String text, int from) {
        try {
            return Integer.parseInt(text.substring(from));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not host:port", e);
        }
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
