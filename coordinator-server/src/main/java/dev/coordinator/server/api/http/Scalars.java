package dev.coordinator.server.api.http;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Values of fields as text. */
final class Scalars {

    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,19})");
    private static final int BITS = 32;

    private Scalars() {}

    /** Empty, when the text is no value of the field. */
    static Optional<Object> parse(FieldDescriptor field, String text) {
        return switch (field.getType()) {
            case STRING -> isWellFormed(text) ? Optional.of(text) : Optional.empty();
            case BOOL ->
                switch (text) {
                    case "true" -> Optional.of(true);
                    case "false" -> Optional.of(false);
                    default -> Optional.empty();
                };
            case ENUM -> named(field, text);
            case INT32, INT64, UINT32, UINT64 -> whole(field, text);
            default -> throw new IllegalStateException("no value of this type is read from HTTP: " + field);
        };
    }

    /** Continues "must be". */
    static String rule(FieldDescriptor field) {
        return switch (field.getType()) {
            case STRING -> "a string";
            case BOOL -> "true or false";
            case ENUM ->
                "one of "
                        + field.getEnumType().getValues().stream()
                                .filter(value -> value.getNumber() != 0)
                                .map(EnumValueDescriptor::getName)
                                .collect(Collectors.joining(", "));
            case INT32, INT64, UINT32, UINT64 -> "a whole number from " + least(field) + " to " + most(field);
            default -> throw new IllegalStateException("no value of this type is read from HTTP: " + field);
        };
    }

    /** Half a character can't be written in UTF-8. */
    static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isSurrogatePair(text.charAt(i), i + 1 < text.length() ? text.charAt(i + 1) : ' ')) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    static boolean isWholeNumber(FieldDescriptor field) {
        return switch (field.getType()) {
            case INT32, INT64, UINT32, UINT64 -> true;
            default -> false;
        };
    }

    private static Optional<Object> named(FieldDescriptor field, String text) {
        return Optional.ofNullable(field.getEnumType().findValueByName(text));
    }

    private static Optional<Object> whole(FieldDescriptor field, String text) {
        if (!WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        if (text.length() <= BITS / 2) {
            return inRange(field, Long.parseLong(text));
        }
        BigInteger value = new BigInteger(text);
        boolean allowed = value.compareTo(least(field)) >= 0 && value.compareTo(most(field)) <= 0;
        return allowed ? Optional.of(stored(field, value.longValue())) : Optional.empty();
    }

    private static Optional<Object> inRange(FieldDescriptor field, long value) {
        boolean allowed = switch (field.getType()) {
            case INT32 -> value == (int) value;
            case UINT32 -> value >>> BITS == 0;
            case UINT64 -> value >= 0;
            default -> true;
        };
        return allowed ? Optional.of(stored(field, value)) : Optional.empty();
    }

    private static Object stored(FieldDescriptor field, long value) {
        if (field.getJavaType() == FieldDescriptor.JavaType.INT) {
            return (int) value;
        }
        return value;
    }

    private static BigInteger least(FieldDescriptor field) {
        return switch (field.getType()) {
            case INT32 -> BigInteger.valueOf(Integer.MIN_VALUE);
            case INT64 -> BigInteger.valueOf(Long.MIN_VALUE);
            default -> BigInteger.ZERO;
        };
    }

    private static BigInteger most(FieldDescriptor field) {
        return switch (field.getType()) {
            case INT32 -> BigInteger.valueOf(Integer.MAX_VALUE);
            case INT64 -> BigInteger.valueOf(Long.MAX_VALUE);
            case UINT32 -> BigInteger.valueOf(0xffff_ffffL);
            default -> BigInteger.TWO.pow(2 * BITS).subtract(BigInteger.ONE);
        };
    }
}
