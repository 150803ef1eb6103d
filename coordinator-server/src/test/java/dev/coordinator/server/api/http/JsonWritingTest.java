package dev.coordinator.server.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import io.grpc.MethodDescriptor;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a call answers is written to the letter as the library writes it. */
final class JsonWritingTest {

    private static final int ROUNDS = 200;
    private static final int DEEPEST = 5;
    private static final String CHARACTERS = "aZ0 /\"\\\n\r\t\b\f\u0001\u001f\u007f<>&'=é\u2028\u2029\ud83d\ude00";

    private static Stream<Message> answers() {
        return Rpcs.all().stream()
                .map(rpc -> (MethodDescriptor.PrototypeMarshaller<Message>)
                        rpc.method().getResponseMarshaller())
                .map(MethodDescriptor.PrototypeMarshaller::getMessagePrototype);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void everyAnswerIsWrittenAsTheLibraryDoes(Message type) {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Message message = any(type.newBuilderForType(), new Random(seed), 0);
            assertThat(Json.print(message)).as("seed %d", seed).isEqualTo(Json.printByLibrary(message));
        }
    }

    private static Message any(Message.Builder builder, Random random, int depth) {
        for (FieldDescriptor field : builder.getDescriptorForType().getFields()) {
            boolean isDeep = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && depth == DEEPEST;
            if (isDeep || random.nextInt(3) == 0) {
                continue;
            }
            if (field.isRepeated()) {
                for (int i = random.nextInt(3); i > 0; i--) {
                    builder.addRepeatedField(field, value(builder, field, random, depth));
                }
            } else {
                builder.setField(field, value(builder, field, random, depth));
            }
        }
        return builder.build();
    }

    private static Object value(Message.Builder builder, FieldDescriptor field, Random random, int depth) {
        return switch (field.getType()) {
            case STRING -> text(random);
            case BOOL -> random.nextBoolean();
            case INT32, UINT32 -> random.nextInt();
            case INT64, UINT64 -> random.nextLong();
            case ENUM ->
                field.getEnumType()
                        .getValues()
                        .get(random.nextInt(field.getEnumType().getValues().size()));
            case MESSAGE -> {
                if (field.getMessageType().equals(Timestamp.getDescriptor())) {
                    yield Timestamp.newBuilder()
                            .setSeconds(random.nextInt())
                            .setNanos(random.nextInt(1_000) * 1_000_000)
                            .build();
                }
                yield field.getMessageType().equals(Struct.getDescriptor())
                        ? struct(random)
                        : any(builder.newBuilderForField(field), random, depth + 1);
            }
            default -> throw new IllegalStateException(field.toString());
        };
    }

    private static Struct struct(Random random) {
        return Struct.newBuilder()
                .putFields(
                        text(random),
                        Value.newBuilder().setNumberValue(random.nextInt()).build())
                .putFields(
                        text(random),
                        Value.newBuilder()
                                .setListValue(ListValue.newBuilder()
                                        .addValues(Value.newBuilder().setStringValue(text(random))))
                                .build())
                .build();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            int at =
                    CHARACTERS.offsetByCodePoints(0, random.nextInt(CHARACTERS.codePointCount(0, CHARACTERS.length())));
            text.appendCodePoint(CHARACTERS.codePointAt(at));
        }
        return text.toString();
    }
}
