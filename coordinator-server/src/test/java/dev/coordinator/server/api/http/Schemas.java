package dev.coordinator.server.api.http;

import static dev.coordinator.server.api.http.OpenApi.object;
import static dev.coordinator.server.api.http.OpenApi.strings;

import com.google.gson.JsonObject;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Messages as JSON Schema, each once. */
final class Schemas {

    private final Comments comments;
    private final Map<String, JsonObject> known = new TreeMap<>();

    Schemas(Comments comments) {
        this.comments = comments;
    }

    JsonObject all() {
        JsonObject all = new JsonObject();
        known.forEach(all::add);
        return all;
    }

    /** What a body may be: no other field is taken. */
    JsonObject request(Descriptor type, List<FieldDescriptor> elsewhere) {
        return named(type.getName() + (elsewhere.isEmpty() ? "" : "Body"), () -> {
            JsonObject schema = described(type, elsewhere, true);
            schema.addProperty("additionalProperties", false);
            return schema;
        });
    }

    JsonObject message(Descriptor type) {
        return named(type.getName(), () -> described(type, List.of(), false));
    }

    /** {@code google.rpc.Status}. */
    JsonObject status() {
        return named("Status", () -> {
            JsonObject code = object("type", "integer");
            code.addProperty("description", "A canonical code of gRPC.");
            JsonObject message = object("type", "string");
            message.addProperty("description", "For people.");
            JsonObject detailProperties = new JsonObject();
            detailProperties.add("@type", object("type", "string"));
            JsonObject detail = object("type", "object");
            detail.add("properties", detailProperties);
            JsonObject details = object("type", "array");
            details.addProperty(
                    "description", "For programs: google.rpc.ErrorInfo with a stable reason, and what goes with it.");
            details.add("items", detail);
            JsonObject properties = new JsonObject();
            properties.add("code", code);
            properties.add("message", message);
            properties.add("details", details);
            JsonObject status = object("type", "object");
            status.add("properties", properties);
            return status;
        });
    }

    /** @param isGiven by a client, who may write a 64-bit number as a number too */
    JsonObject value(FieldDescriptor field, boolean isGiven) {
        if (field.isMapField()) {
            JsonObject map = object("type", "object");
            map.add("additionalProperties", single(field.getMessageType().findFieldByNumber(2), isGiven));
            return map;
        }
        if (!field.isRepeated()) {
            return single(field, isGiven);
        }
        JsonObject list = object("type", "array");
        list.add("items", single(field, isGiven));
        return list;
    }

    private JsonObject single(FieldDescriptor field, boolean isGiven) {
        return switch (field.getType()) {
            case STRING -> object("type", "string");
            case BOOL -> object("type", "boolean");
            case BYTES -> formatted("string", "byte");
            case INT32 -> formatted("integer", "int32");
            case UINT32 -> formatted("integer", "uint32");
            case INT64 -> isGiven ? either("int64") : formatted("string", "int64");
            case UINT64 -> isGiven ? either("uint64") : formatted("string", "uint64");
            case ENUM -> enumeration(field.getEnumType());
            case MESSAGE -> {
                if (field.getMessageType().equals(Struct.getDescriptor())) {
                    yield object("type", "object");
                }
                yield field.getMessageType().equals(Timestamp.getDescriptor())
                        ? formatted("string", "date-time")
                        : message(field.getMessageType());
            }
            default -> throw new IllegalArgumentException("no schema for " + field);
        };
    }

    private JsonObject enumeration(EnumDescriptor type) {
        return named(type.getName(), () -> {
            JsonObject schema = object("type", "string");
            StringBuilder description = new StringBuilder(comments.of(type.getFullName())).append('\n');
            type.getValues().stream()
                    .filter(value -> value.getNumber() != 0)
                    .forEach(value -> description
                            .append("\n- `")
                            .append(value.getName())
                            .append("`: ")
                            .append(comments.of(type.getFullName() + "." + value.getName())));
            schema.addProperty("description", description.toString());
            schema.add("enum", strings(type.getValues().stream().map(EnumValueDescriptor::getName)));
            return schema;
        });
    }

    private JsonObject described(Descriptor type, List<FieldDescriptor> without, boolean isGiven) {
        JsonObject properties = new JsonObject();
        type.getFields().stream().filter(field -> !without.contains(field)).forEach(field -> {
            JsonObject value = value(field, isGiven);
            value.addProperty("description", comments.of(field.getFullName()));
            properties.add(field.getJsonName(), value);
        });
        JsonObject schema = object("type", "object");
        schema.addProperty("description", comments.of(type.getFullName()));
        schema.add("properties", properties);
        return schema;
    }

    private JsonObject named(String name, java.util.function.Supplier<JsonObject> schema) {
        if (!known.containsKey(name)) {
            known.put(name, new JsonObject());
            known.put(name, schema.get());
        }
        return object("$ref", "#/components/schemas/" + name);
    }

    private static JsonObject formatted(String type, String format) {
        JsonObject schema = object("type", type);
        schema.addProperty("format", format);
        return schema;
    }

    private static JsonObject either(String format) {
        JsonObject schema = new JsonObject();
        schema.add("type", strings(List.of("string", "integer").stream()));
        schema.addProperty("format", format);
        return schema;
    }
}
