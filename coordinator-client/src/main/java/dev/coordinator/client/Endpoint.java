package dev.coordinator.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Where one coordinator takes requests.
 *
 * @param host a name, an IPv4 address, or an IPv6 address without brackets
 * @param port from 1 to 65535
 */
public record Endpoint(String host, int port) {

    /** The port of a coordinator's API unless it is configured otherwise. */
    public static final int DEFAULT_PORT = 7400;

    private static final int MAX_ENDPOINTS = 64;

    public Endpoint {
        if (host.isBlank() || host.length() > 253 || host.chars().anyMatch(c -> c <= ' ' || "[]/@".indexOf(c) >= 0)) {
            throw new IllegalArgumentException("not a host name or address: '" + host + "'");
        }
        try {
            URI unused = new URI(null, null, host, 1, null, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a host name or address: '" + host + "'", e);
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port must be from 1 to 65535, was " + port);
        }
    }

    /**
     * Reads {@code host}, {@code host:port}, {@code [ipv6]} or {@code [ipv6]:port}.
     *
     * @throws IllegalArgumentException when it is none of these
     */
    public static Endpoint parse(String text) {
        String trimmed = text.strip();
        if (trimmed.startsWith("[")) {
            return parseBracketed(trimmed);
        }
        int colon = trimmed.indexOf(':');
        if (colon < 0) {
            return new Endpoint(trimmed, DEFAULT_PORT);
        }
        if (trimmed.indexOf(':', colon + 1) >= 0) {
            throw new IllegalArgumentException("an IPv6 address needs brackets, as in [::1]:7400: '" + text + "'");
        }
        return new Endpoint(trimmed.substring(0, colon), port(trimmed.substring(colon + 1)));
    }

    /**
     * Reads several, each argument one or a comma-separated list, in their order and without repetitions.
     *
     * @throws IllegalArgumentException when one can't be read, there is none, or there are more than 64
     */
    public static List<Endpoint> parseAll(String... texts) {
        List<Endpoint> endpoints = Arrays.stream(texts)
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(Endpoint::parse)
                .toList();
        return checked(endpoints);
    }

    static List<Endpoint> checked(List<Endpoint> endpoints) {
        List<Endpoint> distinct = new ArrayList<>(new LinkedHashSet<>(endpoints));
        if (distinct.isEmpty() || distinct.size() > MAX_ENDPOINTS) {
            throw new IllegalArgumentException("give 1 to " + MAX_ENDPOINTS + " endpoints, not " + distinct.size());
        }
        return List.copyOf(distinct);
    }

    private static Endpoint parseBracketed(String text) {
        int close = text.indexOf(']');
        if (close < 0 || text.indexOf(':') < 0 || text.indexOf(':') > close) {
            throw new IllegalArgumentException("not an IPv6 address in brackets: '" + text + "'");
        }
        String host = text.substring(1, close);
        String rest = text.substring(close + 1);
        if (rest.isEmpty()) {
            return new Endpoint(host, DEFAULT_PORT);
        }
        if (!rest.startsWith(":")) {
            throw new IllegalArgumentException("after an address in brackets only :port may follow: '" + text + "'");
        }
        return new Endpoint(host, port(rest.substring(1)));
    }

    private static int port(String text) {
        if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("not a port: '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    @Override
    public String toString() {
        return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
    }
}
