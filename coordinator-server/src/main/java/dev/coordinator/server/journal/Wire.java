package dev.coordinator.server.journal;

import java.util.Optional;
import java.util.function.Function;

/** Small rules that all codecs share: an empty string is absence, an enum is its place in the list. */
final class Wire {

    private Wire() {}

    static <T> Optional<T> optional(String value, Function<String, T> type) {
        return value.isEmpty() ? Optional.empty() : Optional.of(type.apply(value));
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
