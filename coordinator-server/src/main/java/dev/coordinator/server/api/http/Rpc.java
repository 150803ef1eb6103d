package dev.coordinator.server.api.http;

import com.google.protobuf.Descriptors;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.coordinator.v1.CheckInRequest;
import io.grpc.MethodDescriptor;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpMethod;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One call as one route: how a request of HTTP becomes its message.
 *
 * @param http the method that it takes
 * @param body which field the body is; {@code *}: all that the path doesn't give; empty: there is no body
 */
record Rpc(
        HttpMethod http,
        PathTemplate path,
        String body,
        MethodDescriptor<Message, Message> method,
        Descriptors.MethodDescriptor described) {

    private static final String ALL = "*";

    boolean isStream() {
        return !method.getType().serverSendsOneMessage();
    }

    /** Whether its answer may wait. */
    boolean isCheckIn() {
        return described.getInputType().equals(CheckInRequest.getDescriptor());
    }

    boolean takesBody() {
        return !body.isEmpty();
    }

    /** The field that the body is; empty, when it is the whole message, or nothing. */
    Optional<FieldDescriptor> bodyField() {
        return body.isEmpty() || body.equals(ALL)
                ? Optional.empty()
                : Optional.of(described.getInputType().findFieldByName(body));
    }

    List<FieldDescriptor> pathFields() {
        return path.variables()
                .map(name -> described.getInputType().findFieldByName(name))
                .toList();
    }

    /** What parameters may say. */
    List<FieldDescriptor> queryFields() {
        return body.equals(ALL)
                ? List.of()
                : described.getInputType().getFields().stream()
                        .filter(field -> !pathFields().contains(field))
                        .filter(field -> bodyField().filter(field::equals).isEmpty())
                        .toList();
    }

    Message request(Map<String, String> path, Map<String, List<String>> parameters, ByteBuf content)
            throws RefusedException {
        Message.Builder message = prototype().newBuilderForType();
        if (content.isReadable()) {
            readBody(content, message);
        }
        readPath(path, message);
        readParameters(parameters, message);
        return message.build();
    }

    private Message prototype() {
        return ((MethodDescriptor.PrototypeMarshaller<Message>) method.getRequestMarshaller()).getMessagePrototype();
    }

    private void readBody(ByteBuf content, Message.Builder message) throws RefusedException {
        Optional<FieldDescriptor> field = bodyField();
        if (field.isEmpty()) {
            JsonBody.read(content.nioBuffer(), message);
        } else {
            Message.Builder nested = message.newBuilderForField(field.get());
            JsonBody.read(content.nioBuffer(), nested);
            message.setField(field.get(), nested.build());
        }
    }

    /** A body may repeat what the path says, and not contradict it. */
    private void readPath(Map<String, String> values, Message.Builder message) throws RefusedException {
        for (Map.Entry<String, String> each : values.entrySet()) {
            FieldDescriptor field = described.getInputType().findFieldByName(each.getKey());
            String value = Percent.decode(each.getKey(), each.getValue(), false);
            Object said = message.getField(field);
            if (!said.equals(field.getDefaultValue()) && !said.equals(value)) {
                throw new RefusedException(Problem.field(
                        "INVALID_FIELD",
                        each.getKey(),
                        "must be as in the path, " + Problem.shown(value) + ", not " + Problem.shown(said.toString())));
            }
            message.setField(field, value);
        }
    }

    private void readParameters(Map<String, List<String>> parameters, Message.Builder message) throws RefusedException {
        Set<FieldDescriptor> seen = new HashSet<>();
        for (Map.Entry<String, List<String>> each : parameters.entrySet()) {
            FieldDescriptor field = Shape.of(described.getInputType())
                    .field(each.getKey())
                    .filter(queryFields()::contains)
                    .orElseThrow(() -> unknownParameter(each.getKey()));
            if (each.getValue().size() > 1 || !seen.add(field)) {
                throw new RefusedException(Problem.field("INVALID_FIELD", place(each.getKey()), "is there twice"));
            }
            String text = each.getValue().get(0);
            message.setField(
                    field,
                    Scalars.parse(field, text)
                            .orElseThrow(() -> new RefusedException(Problem.field(
                                    "INVALID_FIELD",
                                    place(each.getKey()),
                                    "must be " + Scalars.rule(field) + ", not " + Problem.shown(text)))));
        }
    }

    private RefusedException unknownParameter(String name) {
        String known = String.join(
                ", ", queryFields().stream().map(FieldDescriptor::getJsonName).toList());
        return new RefusedException(Problem.field(
                "INVALID_FIELD",
                place(name),
                known.isEmpty() ? "is no parameter; this path takes none" : "is no parameter; these are: " + known));
    }

    private static String place(String parameter) {
        return Problem.shown(parameter);
    }
}
