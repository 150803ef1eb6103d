package dev.coordinator.server.api.http;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.DescriptorProtos.SourceCodeInfo.Location;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The comments of the protos, by the full name of what they are about. */
final class Comments {

    private static final int MESSAGE = FileDescriptorProto.MESSAGE_TYPE_FIELD_NUMBER;
    private static final int ENUM = FileDescriptorProto.ENUM_TYPE_FIELD_NUMBER;
    private static final int SERVICE = FileDescriptorProto.SERVICE_FIELD_NUMBER;

    private final Map<String, String> byName = new HashMap<>();

    static Comments read() throws IOException {
        try (InputStream in = Comments.class.getResourceAsStream("/dev/coordinator/protos.binpb")) {
            Comments comments = new Comments();
            FileDescriptorSet.parseFrom(in).getFileList().forEach(comments::add);
            return comments;
        }
    }

    /** As one paragraph for each that the comment has. */
    String of(String fullName) {
        return byName.getOrDefault(fullName, "");
    }

    private void add(FileDescriptorProto file) {
        for (Location location : file.getSourceCodeInfo().getLocationList()) {
            if (location.hasLeadingComments()) {
                name(file, location.getPathList())
                        .ifPresent(name ->
                                byName.put(file.getPackage() + "." + name, paragraphs(location.getLeadingComments())));
            }
        }
    }

    private static Optional<String> name(FileDescriptorProto file, List<Integer> path) {
        if (path.size() != 2 && path.size() != 4) {
            return Optional.empty();
        }
        return switch (path.get(0)) {
            case MESSAGE -> {
                DescriptorProto message = file.getMessageType(path.get(1));
                yield path.size() == 2
                        ? Optional.of(message.getName())
                        : within(
                                path,
                                DescriptorProto.FIELD_FIELD_NUMBER,
                                message.getName(),
                                () -> message.getField(path.get(3)).getName());
            }
            case ENUM -> {
                EnumDescriptorProto type = file.getEnumType(path.get(1));
                yield path.size() == 2
                        ? Optional.of(type.getName())
                        : within(
                                path,
                                EnumDescriptorProto.VALUE_FIELD_NUMBER,
                                type.getName(),
                                () -> type.getValue(path.get(3)).getName());
            }
            case SERVICE -> {
                ServiceDescriptorProto service = file.getService(path.get(1));
                yield path.size() == 2
                        ? Optional.of(service.getName())
                        : within(
                                path,
                                ServiceDescriptorProto.METHOD_FIELD_NUMBER,
                                service.getName(),
                                () -> service.getMethod(path.get(3)).getName());
            }
            default -> Optional.empty();
        };
    }

    private static Optional<String> within(
            List<Integer> path, int part, String owner, java.util.function.Supplier<String> name) {
        return path.get(2) == part ? Optional.of(owner + "." + name.get()) : Optional.empty();
    }

    private static String paragraphs(String comment) {
        return List.of(comment.strip().split("\n\\s*\n")).stream()
                .map(paragraph -> paragraph.lines().map(String::strip).collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n\n"));
    }
}
