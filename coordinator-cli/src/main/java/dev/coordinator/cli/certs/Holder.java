package dev.coordinator.cli.certs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Who gets a certificate.
 *
 * @param name the file's, and the subject's common name
 * @param hosts names and addresses that others reach it by; none for a client
 * @param isNode whether it may speak to the raft ports
 */
record Holder(String name, List<String> hosts, boolean isNode) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_*]([A-Za-z0-9._-]{0,251}[A-Za-z0-9_])?");
    private static final Pattern DIGITS = Pattern.compile("[0-9.]+");
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    Holder {
        hosts = List.copyOf(hosts);
        if (!NAME.matcher(name).matches() || name.equals(Folder.AUTHORITY)) {
            throw new IllegalArgumentException("'" + name + "' is no name for a certificate: 1 to 64 characters of"
                    + " [A-Za-z0-9._-], and not '" + Folder.AUTHORITY + "'");
        }
        hosts.forEach(Holder::requireHost);
        if (isNode && hosts.isEmpty()) {
            throw new IllegalArgumentException(
                    "node '" + name + "' needs the names or addresses that others reach it by: " + name + "=HOST,...");
        }
    }

    /** Reads {@code NAME=HOST,...}. */
    static Holder node(String text) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        List<String> hosts = new ArrayList<>();
        if (equals >= 0) {
            Arrays.stream(text.substring(equals + 1).split(",", -1))
                    .map(String::strip)
                    .forEach(hosts::add);
        }
        return new Holder(name, hosts, true);
    }

    static Holder client(String name) {
        return new Holder(name, List.of(), false);
    }

    static boolean isAddress(String host) {
        return IPV4.matcher(host).matches() || IPV6.matcher(host).matches();
    }

    private static void requireHost(String host) {
        boolean good = isAddress(host)
                || (HOST.matcher(host).matches() && !DIGITS.matcher(host).matches());
        if (!good) {
            throw new IllegalArgumentException("'" + host + "' is no host name or address");
        }
    }
}
