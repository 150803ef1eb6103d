package dev.coordinator.server.api.http;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The fields of a message by the names that requests may use: {@code holdingEpoch} and {@code holding_epoch}. */
final class Shape {

    private static final Map<Descriptor, Shape> KNOWN = new ConcurrentHashMap<>();

    private final Map<String, FieldDescriptor> fields = new HashMap<>();

    private Shape(Descriptor type) {
        for (FieldDescriptor field : type.getFields()) {
            fields.put(field.getName(), field);
            fields.put(field.getJsonName(), field);
        }
    }

    static Shape of(Descriptor type) {
        Shape known = KNOWN.get(type);
        return known == null ? KNOWN.computeIfAbsent(type, Shape::new) : known;
    }

    Optional<FieldDescriptor> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }
}
