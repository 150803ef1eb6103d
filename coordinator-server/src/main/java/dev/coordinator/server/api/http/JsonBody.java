package dev.coordinator.server.api.http;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a message from JSON in the form that protocol buffers define, and refuses what that form leaves to guess: a field
 * it doesn't know, one that comes twice, {@code null}, a number for an enum, a string for a boolean.
 *
 * <p>The library's own parser keeps the last of two equal keys and doesn't say where it met what it refuses.
 */
final class JsonBody {

    /** Far below what the binary form can nest, since each level here takes three there. */
    static final int MOST_LEVELS = 20;

    private static final int MOST_PLACE = 160;

    private final JsonReader in;

    private JsonBody(String text) {
        in = new JsonReader(new StringReader(text));
        in.setStrictness(Strictness.STRICT);
        in.setNestingLimit(MOST_LEVELS);
    }

    /** Reads all of {@code bytes} into {@code message}. */
    static void read(ByteBuffer bytes, Message.Builder message) throws RefusedException {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw malformed("it is not UTF-8");
        }
        try {
            JsonBody body = new JsonBody(text);
            body.object(message);
            if (body.in.peek() != JsonToken.END_DOCUMENT) {
                throw malformed("something follows its end");
            }
        } catch (MalformedJsonException e) {
            throw malformed(sentence(e));
        } catch (EOFException e) {
            throw malformed("it ends too early");
        } catch (IOException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    private void object(Message.Builder message) throws IOException, RefusedException {
        expect(JsonToken.BEGIN_OBJECT, "an object");
        in.beginObject();
        Shape shape = Shape.of(message.getDescriptorForType());
        Set<FieldDescriptor> seen = new HashSet<>();
        while (in.hasNext()) {
            Optional<FieldDescriptor> field = shape.field(in.nextName());
            if (field.isEmpty()) {
                throw invalid("is no field here");
            }
            if (!seen.add(field.get())) {
                throw invalid("is there twice");
            }
            value(field.get(), message);
        }
        in.endObject();
    }

    private void value(FieldDescriptor field, Message.Builder message) throws IOException, RefusedException {
        if (field.isMapField()) {
            map(field, message);
        } else if (field.isRepeated()) {
            expect(JsonToken.BEGIN_ARRAY, "an array");
            in.beginArray();
            while (in.hasNext()) {
                message.addRepeatedField(field, single(field, message));
            }
            in.endArray();
        } else {
            message.setField(field, single(field, message));
        }
    }

    private void map(FieldDescriptor field, Message.Builder message) throws IOException, RefusedException {
        expect(JsonToken.BEGIN_OBJECT, "an object");
        in.beginObject();
        FieldDescriptor key = field.getMessageType().findFieldByNumber(1);
        FieldDescriptor value = field.getMessageType().findFieldByNumber(2);
        Set<String> seen = new HashSet<>();
        while (in.hasNext()) {
            Message.Builder entry = message.newBuilderForField(field);
            entry.setField(key, unseen(in.nextName(), seen));
            entry.setField(value, single(value, entry));
            message.addRepeatedField(field, entry.build());
        }
        in.endObject();
    }

    private Object single(FieldDescriptor field, Message.Builder message) throws IOException, RefusedException {
        if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
            return scalar(field);
        }
        if (field.getMessageType().equals(Struct.getDescriptor())) {
            return struct();
        }
        Message.Builder nested = message.newBuilderForField(field);
        object(nested);
        return nested.build();
    }

    private Object scalar(FieldDescriptor field) throws IOException, RefusedException {
        JsonToken token = in.peek();
        boolean fits = switch (token) {
            case STRING -> field.getType() != FieldDescriptor.Type.BOOL;
            case NUMBER -> Scalars.isWholeNumber(field);
            case BOOLEAN -> field.getType() == FieldDescriptor.Type.BOOL;
            default -> false;
        };
        if (!fits) {
            throw wrong(token, Scalars.rule(field));
        }
        String text = token == JsonToken.BOOLEAN ? Boolean.toString(in.nextBoolean()) : in.nextString();
        Optional<Object> value = Scalars.parse(field, text);
        if (value.isEmpty()) {
            throw invalid("must be " + Scalars.rule(field) + ", not " + Problem.shown(text), in.getPreviousPath());
        }
        return value.get();
    }

    private Struct struct() throws IOException, RefusedException {
        expect(JsonToken.BEGIN_OBJECT, "an object");
        in.beginObject();
        Struct.Builder struct = Struct.newBuilder();
        Set<String> seen = new HashSet<>();
        while (in.hasNext()) {
            struct.putFields(unseen(in.nextName(), seen), any());
        }
        in.endObject();
        return struct.build();
    }

    private Value any() throws IOException, RefusedException {
        Value.Builder value = Value.newBuilder();
        switch (in.peek()) {
            case STRING -> value.setStringValue(wellFormed(in.nextString()));
            case NUMBER -> value.setNumberValue(finite(in.nextString()));
            case BOOLEAN -> value.setBoolValue(in.nextBoolean());
            case BEGIN_OBJECT -> value.setStructValue(struct());
            case BEGIN_ARRAY -> value.setListValue(list());
            default -> {
                in.nextNull();
                value.setNullValue(NullValue.NULL_VALUE);
            }
        }
        return value.build();
    }

    private ListValue list() throws IOException, RefusedException {
        in.beginArray();
        ListValue.Builder list = ListValue.newBuilder();
        while (in.hasNext()) {
            list.addValues(any());
        }
        in.endArray();
        return list.build();
    }

    private double finite(String text) throws RefusedException {
        double number = Double.parseDouble(text);
        if (Double.isInfinite(number)) {
            throw invalid("must be a number that a double can carry, not " + Problem.shown(text), in.getPreviousPath());
        }
        return number;
    }

    private String unseen(String key, Set<String> seen) throws RefusedException {
        if (!seen.add(wellFormed(key))) {
            throw invalid("is there twice");
        }
        return key;
    }

    private String wellFormed(String text) throws RefusedException {
        if (!Scalars.isWellFormed(text)) {
            throw invalid("has half of a surrogate pair");
        }
        return text;
    }

    private void expect(JsonToken token, String kind) throws IOException, RefusedException {
        JsonToken found = in.peek();
        if (found != token) {
            throw wrong(found, kind);
        }
    }

    private RefusedException wrong(JsonToken found, String kind) {
        String what = switch (found) {
            case NULL -> "null; leave it out to say nothing";
            case BEGIN_OBJECT -> "an object";
            case BEGIN_ARRAY -> "an array";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            default -> "nothing";
        };
        return invalid("must be " + kind + ", not " + what);
    }

    private RefusedException invalid(String rule) {
        return invalid(rule, in.getPath());
    }

    private static RefusedException invalid(String rule, String path) {
        String place = path.equals("$") ? "body" : path.substring(path.startsWith("$.") ? 2 : 1);
        String shown = place.length() <= MOST_PLACE ? place : place.substring(0, MOST_PLACE) + "…";
        return new RefusedException(Problem.field("INVALID_JSON", shown, rule));
    }

    private static RefusedException malformed(String why) {
        return new RefusedException(Problem.field("INVALID_JSON", "body", "must be JSON: " + why));
    }

    /** What the library says, without its advice to programmers. */
    private static String sentence(MalformedJsonException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
