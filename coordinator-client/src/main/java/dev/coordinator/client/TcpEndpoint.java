package dev.coordinator.client;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * A port where a coordinator takes requests.
 *
 * @param host a name, an IPv4 address, or an IPv6 address without brackets
 * @param port from 1 to 65535
 */
public record TcpEndpoint(String host, int port) implements Endpoint {

    private static final int LONGEST_HOST = 253;
    private static final int LAST_PORT = 65535;

    public TcpEndpoint {
        if (host.isBlank()
                || host.length() > LONGEST_HOST
                || host.chars().anyMatch(c -> c <= ' ' || "[]/@".indexOf(c) >= 0)) {
            throw new IllegalArgumentException("'" + host + "' is not a host");
        }
        try {
            URI unused = new URI(null, null, host, 1, null, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + host + "' is not a host", e);
        }
        if (port < 1 || port > LAST_PORT) {
            throw new IllegalArgumentException("port " + port + " is not within 1 to " + LAST_PORT);
        }
    }

    static TcpEndpoint parse(String text) {
        if (text.startsWith("[")) {
            return parseBracketed(text);
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            return new TcpEndpoint(text, DEFAULT_PORT);
        }
        if (text.indexOf(':', colon + 1) >= 0) {
            throw new IllegalArgumentException("'" + text + "': write an IPv6 address as [address]:port");
        }
        return new TcpEndpoint(text.substring(0, colon), port(text, colon + 1));
    }

    private static TcpEndpoint parseBracketed(String text) {
        int close = text.indexOf(']');
        if (close < 0 || text.indexOf(':') < 0 || text.indexOf(':') > close) {
            throw new IllegalArgumentException("'" + text + "' is not an IPv6 address in brackets");
        }
        String host = text.substring(1, close);
        if (close + 1 == text.length()) {
            return new TcpEndpoint(host, DEFAULT_PORT);
        }
        if (text.charAt(close + 1) != ':') {
            throw new IllegalArgumentException("'" + text + "': after an address in brackets only :port may follow");
        }
        return new TcpEndpoint(host, port(text, close + 2));
    }

    private static int port(String text, int from) {
        String digits = text.substring(from);
        if (digits.isEmpty() || digits.length() > 5 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("'" + text + "' is not host:port");
        }
        return Integer.parseInt(digits);
    }

    @Override
    public String toString() {
        return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
    }
}
