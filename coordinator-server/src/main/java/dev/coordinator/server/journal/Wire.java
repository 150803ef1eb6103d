package dev.coordinator.server.journal;

import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.InstanceId;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** Small rules that all codecs share: an empty string is absence, and so is never; an enum is its place in the list. */
final class Wire {

    private Wire() {}

    static <T> Optional<T> optional(String value, Function<String, T> type) {
        return value.isEmpty() ? Optional.empty() : Optional.of(type.apply(value));
    }

    static String text(Optional<InstanceId> instance) {
        return instance.map(InstanceId::value).orElse("");
    }

    static OptionalLong optional(boolean present, long value) {
        return present ? OptionalLong.of(value) : OptionalLong.empty();
    }

    /** Gives {@code out} the time; never has none. */
    static void unlessNever(ClusterTime time, LongConsumer out) {
        if (!time.equals(ClusterTime.NEVER)) {
            out.accept(time.millis());
        }
    }

    static ClusterTime orNever(boolean present, long millis) {
        return present ? new ClusterTime(millis) : ClusterTime.NEVER;
    }

    /** Whether the bytes of a text say the same text: half a character has none. */
    static boolean isUnicode(String text) {
        int next;
        for (int i = 0; i < text.length(); i += Character.charCount(next)) {
            next = text.codePointAt(i);
            if (next >= Character.MIN_SURROGATE && next <= Character.MAX_SURROGATE) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("EnumOrdinal") // the order of these enums is append-only, and says so where they are declared
    static int number(Enum<?> constant) {
        return constant.ordinal();
    }

    static <E extends Enum<E>> E constant(E[] constants, int ordinal) {
        if (ordinal < 0 || ordinal >= constants.length) {
            throw new JournalException(
                    "no " + constants[0].getDeclaringClass().getSimpleName() + " has number " + ordinal);
        }
        return constants[ordinal];
    }
}
