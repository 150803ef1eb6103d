package dev.coordinator.server.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A TCP address: a host name, an IPv4 or an IPv6 address, and a port. Names are not looked up here.
 *
 * @param host in lower case; an IPv6 address without its brackets
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) {

    private static final int LONGEST_NAME = 253;
    private static final int LAST_PORT = 65535;
    private static final Pattern WHOLE = Pattern.compile("(?:\\[([^\\[\\]]+)\\]|([^\\[\\]:]+)):(\\d{1,5})");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]([a-z0-9._-]*[a-z0-9_])?");
    private static final Pattern NUMERIC = Pattern.compile("[0-9.]+");
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)");
    private static final Pattern IPV6_CHARACTERS = Pattern.compile("[0-9a-f:.]+");

    public HostPort {
        host = host.toLowerCase(Locale.ROOT);
        if (!isHost(host)) {
            throw new IllegalArgumentException("not a host name or address: " + Quoted.of(host));
        }
        if (!isPort(port)) {
            throw new IllegalArgumentException("a port is from 1 to 65535, not " + port);
        }
    }

    /** Reads {@code host:port}, an IPv6 address in brackets; empty if {@code text} is anything else. */
    public static Optional<HostPort> parse(String text) {
        Matcher matcher = WHOLE.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        boolean bracketed = matcher.group(1) != null;
        String host = bracketed ? matcher.group(1) : matcher.group(2);
        int port = Integer.parseInt(matcher.group(3));
        boolean good = (bracketed ? isIpv6(host) : isHost(host)) && isPort(port);
        return good ? Optional.of(new HostPort(host, port)) : Optional.empty();
    }

    /** Whether only this machine can reach it: {@code localhost}, {@code 127.0.0.0/8}, {@code ::1}. */
    public boolean isLoopback() {
        return host.equals("localhost")
                || literal().map(InetAddress::isLoopbackAddress).orElse(false);
    }

    /** Whether it stands for every address of this machine: {@code 0.0.0.0}, {@code ::}. */
    public boolean isWildcard() {
        return literal().map(InetAddress::isAnyLocalAddress).orElse(false);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private Optional<InetAddress> literal() {
        return IPV4.matcher(host).matches() || host.contains(":") ? resolved(host) : Optional.empty();
    }

    private static boolean isHost(String host) {
        if (host.contains(":")) {
            return isIpv6(host);
        }
        if (NUMERIC.matcher(host).matches()) {
            return IPV4.matcher(host).matches();
        }
        return host.length() <= LONGEST_NAME && NAME.matcher(host).matches();
    }

    private static boolean isPort(int port) {
        return port >= 1 && port <= LAST_PORT;
    }

    private static boolean isIpv6(String host) {
        return host.contains(":")
                && IPV6_CHARACTERS.matcher(host).matches()
                && resolved("[" + host + "]").isPresent();
    }

    /** @param literal an address in digits, for which the JDK asks no name service */
    private static Optional<InetAddress> resolved(String literal) {
        try {
            return Optional.of(InetAddress.getAllByName(literal)[0]);
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
