package dev.coordinator.server.journal;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.MessageOrBuilder;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Small rules that all codecs share: an empty string is absence, an enum is its place in the list. */
final class Wire {

    private Wire() {}

    /** Refuses what a later release has written and this one would skip: it could not but guess what it means. */
    static void requireKnown(MessageOrBuilder message) {
        if (!message.getUnknownFields().asMap().isEmpty()) {
            throw new JournalException(
                    "a field of " + message.getDescriptorForType().getName()
                            + " that this release does not know: "
                            + message.getUnknownFields().asMap().keySet());
        }
        message.getAllFields().forEach((field, value) -> {
            if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                List<?> messages = field.isRepeated() ? (List<?>) value : List.of(value);
                messages.forEach(each -> requireKnown((MessageOrBuilder) each));
            }
        });
    }

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
