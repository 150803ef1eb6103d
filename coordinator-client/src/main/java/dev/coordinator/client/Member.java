package dev.coordinator.client;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What an instance says of itself to its pool.
 *
 * <p>Immutable; each method returns a changed copy.
 *
 * @param pool the instances among which one primary is kept: 1 to 253 characters of {@code [A-Za-z0-9._:/-]}, no slash at
 *     either end
 * @param instanceId the instance, stable over restarts: 1 to 128 characters of the same
 * @param address where the application is reached, shown to others and not interpreted; at most 256 characters
 * @param priority higher is preferred when a primary is chosen; -1000000 to 1000000
 * @param labels at most 16; keys of 1 to 63 characters of {@code [A-Za-z0-9._/-]}, values of at most 256
 */
public record Member(String pool, String instanceId, String address, int priority, Map<String, String> labels) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:-]([A-Za-z0-9._:/-]*[A-Za-z0-9._:-])?");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9._/-]{1,63}");
    private static final int MAX_TEXT = 256;

    public Member {
        checkName("pool", pool, 253);
        checkName("instanceId", instanceId, 128);
        check(address.length() <= MAX_TEXT, "address", "at most 256 characters", address);
        check(Math.abs((long) priority) <= 1_000_000, "priority", "from -1000000 to 1000000", priority);
        check(labels.size() <= 16, "labels", "at most 16", labels.size());
        labels.forEach((key, value) -> {
            check(LABEL.matcher(key).matches(), "label", "named by 1 to 63 of [A-Za-z0-9._/-]", key);
            check(value.length() <= MAX_TEXT, "label " + key, "at most 256 characters", value);
        });
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /**
     * Begins with the two names that every member has.
     *
     * @throws IllegalArgumentException when a name is not allowed, saying which and why
     */
    public static Member of(String pool, String instanceId) {
        return new Member(pool, instanceId, "", 0, Map.of());
    }

    public Member address(String newAddress) {
        return new Member(pool, instanceId, newAddress, priority, labels);
    }

    public Member priority(int newPriority) {
        return new Member(pool, instanceId, address, newPriority, labels);
    }

    public Member labels(Map<String, String> newLabels) {
        return new Member(pool, instanceId, address, priority, newLabels);
    }

    public Member label(String key, String value) {
        Map<String, String> more = new TreeMap<>(labels);
        more.put(key, value);
        return labels(more);
    }

    boolean isSameSeatAs(Member other) {
        return pool.equals(other.pool) && instanceId.equals(other.instanceId);
    }

    private static void checkName(String field, String value, int limit) {
        boolean allowed = value.length() <= limit && NAME.matcher(value).matches();
        check(allowed, field, "1 to " + limit + " of [A-Za-z0-9._:/-] without a slash at either end", value);
    }

    private static void check(boolean allowed, String field, String rule, Object value) {
        if (!allowed) {
            throw new IllegalArgumentException(field + " must be " + rule + ", was '" + value + "'");
        }
    }
}
