package dev.coordinator.server.api;

import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.PoolName;
import java.math.BigInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Rules of fields that several requests have. */
final class Fields {

    private static final String NAME = " characters of [A-Za-z0-9._:/-], no / at either end";
    private static final Pattern PART_OF_A_NAME = Pattern.compile("[A-Za-z0-9._:/-]*");

    private Fields() {}

    static void pool(String value, Violations violations) {
        name("pool", value, PoolName.MOST_CHARACTERS, PoolName::new, violations);
    }

    static void instance(String value, Violations violations) {
        instance("instance_id", value, violations);
    }

    static void instance(String field, String value, Violations violations) {
        name(field, value, InstanceId.MOST_CHARACTERS, InstanceId::new, violations);
    }

    private static void name(String field, String value, int most, Consumer<String> shape, Violations violations) {
        try {
            shape.accept(value);
        } catch (IllegalArgumentException e) {
            violations.add(field, "1 to " + most + NAME, value);
        }
    }

    static void prefix(String value, Violations violations) {
        boolean allowed = value.length() <= PoolName.MOST_CHARACTERS
                && PART_OF_A_NAME.matcher(value).matches();
        violations.require(
                allowed, "prefix", "at most " + PoolName.MOST_CHARACTERS + " characters of [A-Za-z0-9._:/-]", value);
    }

    /** An incarnation and a sequence number come together. */
    static void run(long incarnation, long seq, Violations violations) {
        unsigned("seq", seq, violations);
        if (incarnation == 0) {
            violations.require(seq <= 0, "seq", "0 without an incarnation", seq);
        } else {
            violations.require(seq != 0, "seq", "above 0 with an incarnation", seq);
        }
    }

    /** Of the unsigned numbers on the wire only those up to 2^63 - 1 are in use. */
    static void unsigned(String field, long value, Violations violations) {
        if (value < 0) {
            violations.add(field, "at most " + Long.MAX_VALUE, new BigInteger(Long.toUnsignedString(value)));
        }
    }

    static void text(String field, String value, int most, Violations violations) {
        boolean allowed = value.length() <= most || value.codePointCount(0, value.length()) <= most;
        violations.require(allowed, field, "at most " + most + " characters", value);
    }
}
