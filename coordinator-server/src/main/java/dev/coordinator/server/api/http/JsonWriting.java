package dev.coordinator.server.api.http;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.MapEntry;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes our own messages as {@link Json} does, at a fraction of the library's cost: what is known of a type is prepared
 * once. What protocol buffers give a form of its own is left to the library, but for times.
 */
final class JsonWriting {

    private record Member(FieldDescriptor field, String prefix) {}

    private static final Map<Descriptor, List<Member>> KNOWN = new ConcurrentHashMap<>();
    /** Where an answer might end up in a page, or in a script. */
    private static final String UNSAFE = "<>&='\u2028\u2029";

    private static final String HEX = "0123456789abcdef";

    private JsonWriting() {}

    static void write(Message message, StringBuilder out) {
        Descriptor type = message.getDescriptorForType();
        if (type.equals(Timestamp.getDescriptor())) {
            quoted(Timestamps.toString((Timestamp) message), out);
        } else if (type.getFile().getPackage().equals("google.protobuf")) {
            out.append(Json.printByLibrary(message));
        } else {
            object(message, members(type), out);
        }
    }

    private static List<Member> members(Descriptor type) {
        List<Member> known = KNOWN.get(type);
        return known == null ? KNOWN.computeIfAbsent(type, JsonWriting::prepare) : known;
    }

    private static List<Member> prepare(Descriptor type) {
        return type.getFields().stream()
                .map(field -> new Member(field, '"' + field.getJsonName() + "\":"))
                .toList();
    }

    private static void object(Message message, List<Member> members, StringBuilder out) {
        char separator = '{';
        for (Member member : members) {
            FieldDescriptor field = member.field();
            if (!field.hasPresence() || message.hasField(field)) {
                out.append(separator).append(member.prefix());
                value(field, message.getField(field), out);
                separator = ',';
            }
        }
        out.append(separator == '{' ? "{}" : "}");
    }

    private static void value(FieldDescriptor field, Object value, StringBuilder out) {
        if (field.isMapField()) {
            map(field, (List<?>) value, out);
        } else if (field.isRepeated()) {
            list(field, (List<?>) value, out);
        } else {
            single(field, value, out);
        }
    }

    private static void list(FieldDescriptor field, List<?> values, StringBuilder out) {
        out.append('[');
        for (int i = 0; i < values.size(); i++) {
            out.append(i == 0 ? "" : ",");
            single(field, values.get(i), out);
        }
        out.append(']');
    }

    private static void map(FieldDescriptor field, List<?> entries, StringBuilder out) {
        FieldDescriptor valueField = field.getMessageType().findFieldByNumber(2);
        out.append('{');
        for (int i = 0; i < entries.size(); i++) {
            MapEntry<?, ?> entry = (MapEntry<?, ?>) entries.get(i);
            out.append(i == 0 ? "" : ",");
            quoted(String.valueOf(entry.getKey()), out);
            out.append(':');
            single(valueField, entry.getValue(), out);
        }
        out.append('}');
    }

    private static void single(FieldDescriptor field, Object value, StringBuilder out) {
        switch (field.getType()) {
            case STRING -> quoted((String) value, out);
            case BOOL -> out.append((boolean) value);
            case INT32 -> out.append((int) value);
            case UINT32 -> out.append(Integer.toUnsignedLong((int) value));
            case INT64 -> out.append('"').append((long) value).append('"');
            case UINT64 ->
                out.append('"').append(Long.toUnsignedString((long) value)).append('"');
            case ENUM -> enumeration((EnumValueDescriptor) value, out);
            case MESSAGE -> write((Message) value, out);
            default -> throw new IllegalStateException("no value of this type is written to HTTP: " + field);
        }
    }

    /** A number is all that is known of a value from a later release. */
    private static void enumeration(EnumValueDescriptor value, StringBuilder out) {
        if (value.getIndex() < 0) {
            out.append(value.getNumber());
        } else {
            out.append('"').append(value.getName()).append('"');
        }
    }

    private static void quoted(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            switch (each) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (each < ' ' || UNSAFE.indexOf(each) >= 0) {
                        out.append("\\u")
                                .append(HEX.charAt(each >> 12))
                                .append(HEX.charAt((each >> 8) & 15))
                                .append(HEX.charAt((each >> 4) & 15))
                                .append(HEX.charAt(each & 15));
                    } else {
                        out.append(each);
                    }
                }
            }
        }
        out.append('"');
    }
}
