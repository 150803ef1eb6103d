package dev.coordinator.server.roster;

/**
 * Where a port of a node is found by others.
 *
 * @param host a host name or an IP address without brackets, 1 to 255 characters, no white space and no slash
 * @param port 1 to 65535
 */
public record Address(String host, int port) {

    private static final int MOST_CHARACTERS = 255;
    private static final int MOST_PORT = 65_535;

    public Address {
        boolean shaped = !host.isEmpty()
                && host.length() <= MOST_CHARACTERS
                && host.chars().allMatch(c -> c > ' ' && c < 0x7f && "/[],@?#".indexOf(c) < 0);
        if (!shaped) {
            throw new IllegalArgumentException("a host is a name or an IP address, not \"" + host + "\"");
        }
        if (port < 1 || port > MOST_PORT) {
            throw new IllegalArgumentException("a port is 1 to " + MOST_PORT + ", not " + port);
        }
    }

    /**
     * Reads {@code host:port} or {@code [ipv6]:port}.
     *
     * @throws IllegalArgumentException if it is neither; says what is expected
     */
    public static Address parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("an address is host:port, not \"" + text + "\"");
        }
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (!bracketed && host.indexOf(':') >= 0) {
            throw new IllegalArgumentException("an address is host:port or [ipv6]:port, not \"" + text + "\"");
        }
        return new Address(bracketed ? host.substring(1, host.length() - 1) : host, port(text, colon));
    }

    private static int port(String text, int colon) {
        try {
            return Integer.parseInt(text.substring(colon + 1));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "an address is host:port with a port of 1 to " + MOST_PORT + ", not \"" + text + "\"", notANumber);
        }
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
