package dev.coordinator.server.journal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.UnknownFieldSet;
import dev.coordinator.journal.v1.Entry;
import dev.coordinator.journal.v1.PeerMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a later release has written is refused wherever in an entry, or in a message from node to node, it stands. */
final class KnownFieldsTest {

    @ParameterizedTest
    @MethodSource("messagesWithinOthers")
    void unknownFieldIsNotSkippedWhereverItIs(List<FieldDescriptor> path) {
        Descriptor root = path.get(0).getContainingType();
        byte[] bytes = withUnknownField(root, path, 0).toByteArray();

        assertThatThrownBy(() -> decode(root, bytes))
                .isInstanceOf(JournalException.class)
                .hasMessage("a field of "
                        + path.get(path.size() - 1).getMessageType().getName()
                        + " that this release does not know: [99]");
    }

    static Stream<List<FieldDescriptor>> messagesWithinOthers() {
        List<List<FieldDescriptor>> paths = new ArrayList<>();
        for (Descriptor root : List.of(Entry.getDescriptor(), PeerMessage.getDescriptor())) {
            collect(root, List.of(), paths);
        }
        return paths.stream();
    }

    private static void collect(Descriptor type, List<FieldDescriptor> to, List<List<FieldDescriptor>> paths) {
        for (FieldDescriptor field : type.getFields()) {
            if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                List<FieldDescriptor> path = new ArrayList<>(to);
                path.add(field);
                paths.add(path);
                collect(field.getMessageType(), path, paths);
            }
        }
    }

    private static DynamicMessage withUnknownField(Descriptor type, List<FieldDescriptor> path, int depth) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        FieldDescriptor format = type.findFieldByName("format");
        if (format != null) {
            message.setField(format, 1);
        }
        if (depth == path.size()) {
            UnknownFieldSet.Field later =
                    UnknownFieldSet.Field.newBuilder().addVarint(1).build();
            return message.setUnknownFields(
                            UnknownFieldSet.newBuilder().addField(99, later).build())
                    .build();
        }
        FieldDescriptor next = path.get(depth);
        DynamicMessage within = withUnknownField(next.getMessageType(), path, depth + 1);
        return (next.isRepeated() ? message.addRepeatedField(next, within) : message.setField(next, within)).build();
    }

    private static Object decode(Descriptor root, byte[] bytes) {
        return root.equals(Entry.getDescriptor()) ? Entries.decode(bytes) : PeerMessages.decode(bytes);
    }
}
