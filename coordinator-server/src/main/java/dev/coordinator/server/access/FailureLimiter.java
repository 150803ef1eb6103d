package dev.coordinator.server.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * Bounds how often who comes from one address may fail to show who they are: {@link #BURST} times at once and then once a
 * second. An IPv6 network of 64 bits counts as one address. Remembers {@link #MOST_SOURCES}; the one that failed longest ago
 * is forgotten first. Safe for use by any thread.
 */
final class FailureLimiter {

    static final int BURST = 20;
    static final int MOST_SOURCES = 10_000;
    private static final long REFILL_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int NETWORK_BYTES = 8;

    /** Anything else might be looked up as the name of a host. */
    private static final Pattern IPV6 = Pattern.compile("(?=[^:]*:)[0-9a-fA-F:][0-9a-fA-F:.]*");

    private final LongSupplier nanos;
    private final Map<String, Long> fullAtNanos = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST_SOURCES;
        }
    };

    FailureLimiter(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether it has failed so often that another failure is one too many. */
    synchronized boolean isExhausted(String source) {
        Long full = fullAtNanos.get(key(source));
        return full != null && full - nanos.getAsLong() > (BURST - 1) * REFILL_NANOS;
    }

    /** Counts a failure; false: it is one too many. */
    synchronized boolean failed(String source) {
        String key = key(source);
        long now = nanos.getAsLong();
        long full = Math.max(fullAtNanos.getOrDefault(key, now) - now, 0);
        if (full > (BURST - 1) * REFILL_NANOS) {
            return false;
        }
        fullAtNanos.put(key, now + full + REFILL_NANOS);
        return true;
    }

    /** What is not an IPv6 address is its own key. */
    private static String key(String source) {
        if (!IPV6.matcher(source).matches()) {
            return source;
        }
        try {
            InetAddress address = InetAddress.getByName(source);
            return address instanceof Inet6Address
                    ? Arrays.toString(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
                    : source;
        } catch (UnknownHostException e) {
            return source;
        }
    }
}
