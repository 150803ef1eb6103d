package dev.coordinator.server.api;

import static dev.coordinator.server.api.TestNode.statusOf;
import static dev.coordinator.server.api.TestNode.violations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.rpc.BadRequest;
import com.google.rpc.Status;
import dev.coordinator.v1.CheckInRequest;
import dev.coordinator.v1.Instance;
import dev.coordinator.v1.ListInstancesRequest;
import dev.coordinator.v1.ListInstancesResponse;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever one instance may say in `info`, all others can be read beside it, as binary and as JSON. */
final class InfoTest {

    private static TestNode node;
    private static HttpNode http;

    @BeforeAll
    static void start() throws IOException {
        node = TestNode.start();
        http = new HttpNode(node);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static Stream<Struct> deepest() {
        return Stream.of(objects(16), lists(16));
    }

    @ParameterizedTest
    @MethodSource("deepest")
    void whatIsTakenIsReadByEveryReader(Struct info) throws IOException, InterruptedException {
        node.leases().checkIn(checkIn("deep", info));

        assertThat(node.pools()
                        .listInstances(ListInstancesRequest.newBuilder()
                                .setPool("deep")
                                .build())
                        .getInstancesList())
                .extracting(Instance::getInfo)
                .containsExactly(info);
        assertThat(http.get("/v1/pools/deep/instances").statusCode()).isEqualTo(200);
        assertThat(http.get("/v1/pools/deep/instances/a").statusCode()).isEqualTo(200);
    }

    /** The library reads a hundred messages within each other, and an answer has more of them around the same information. */
    @Test
    void whatARequestCanCarryAnAnswerNeedNot() throws IOException {
        Struct info =
                Struct.newBuilder().putFields("a", inLists(47, objects(1))).build();

        assertThat(CheckInRequest.parseFrom(checkIn("too-deep", info).toByteArray())
                        .getInfo())
                .isEqualTo(info);
        byte[] answer = ListInstancesResponse.newBuilder()
                .addInstances(Instance.newBuilder().setInfo(info))
                .build()
                .toByteArray();
        assertThatThrownBy(() -> ListInstancesResponse.parseFrom(answer))
                .isInstanceOf(InvalidProtocolBufferException.class)
                .hasMessageContaining("too many levels of nesting");

        Status refused = statusOf(() -> node.leases().checkIn(checkIn("too-deep", info)));
        assertThat(refused.getMessage()).isEqualTo("info: at most 16 levels of objects and lists, not 49");
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 33})
    void moreLevelsAreRefusedWithTheLimit(int levels) {
        Status refused = statusOf(() -> node.leases().checkIn(checkIn("too-deep", objects(levels))));

        assertThat(violations(refused))
                .extracting(BadRequest.FieldViolation::getField, BadRequest.FieldViolation::getDescription)
                .containsExactly(tuple("info", "at most 16 levels of objects and lists, not " + levels));
    }

    @Test
    void moreThanTheLibraryReadsIsRefusedAsUnreadable() {
        Status refused = statusOf(() -> node.leases().checkIn(checkIn("too-deep", objects(40))));

        assertThat(refused.getMessage()).startsWith("the message can't be read: ");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aNumberThatJsonDoesNotHaveIsRefused(double number) {
        Value list = Value.newBuilder()
                .setListValue(
                        ListValue.newBuilder().addValues(Value.newBuilder().setNumberValue(number)))
                .build();

        Status refused = statusOf(() -> node.leases()
                .checkIn(checkIn("odd", Struct.newBuilder().putFields("n", list).build())));

        assertThat(refused.getMessage()).isEqualTo("info: finite numbers, not " + number);
    }

    /** Over HTTP the body's own limit is above this one. */
    @Test
    void theSameIsRefusedOverHttp() throws IOException, InterruptedException {
        String info = "{\"a\": ".repeat(17) + "1" + "}".repeat(17);

        assertThat(HttpNode.message(http.post("/v1/pools/too-deep/instances/a:checkIn", "{\"info\": " + info + "}")))
                .isEqualTo("info: at most 16 levels of objects and lists, not 17");
    }

    /** A value of no kind is JSON's null. */
    @Test
    void aValueOfNoKindIsRead() throws IOException, InterruptedException {
        node.leases()
                .checkIn(checkIn(
                        "empty",
                        Struct.newBuilder()
                                .putFields("a", Value.getDefaultInstance())
                                .build()));

        assertThat(http.get("/v1/pools/empty/instances").statusCode()).isEqualTo(200);
    }

    private static CheckInRequest checkIn(String pool, Struct info) {
        return CheckInRequest.newBuilder()
                .setPool(pool)
                .setInstanceId("a")
                .setInfo(info)
                .build();
    }

    private static Struct objects(int levels) {
        Struct info = Struct.newBuilder()
                .putFields("a", Value.newBuilder().setNumberValue(1).build())
                .build();
        for (int i = 1; i < levels; i++) {
            info = Struct.newBuilder()
                    .putFields("a", Value.newBuilder().setStructValue(info).build())
                    .build();
        }
        return info;
    }

    private static Struct lists(int levels) {
        return Struct.newBuilder()
                .putFields("a", inLists(levels - 2, objects(1)))
                .build();
    }

    private static Value inLists(int lists, Struct innermost) {
        Value value = Value.newBuilder().setStructValue(innermost).build();
        for (int i = 0; i < lists; i++) {
            value = Value.newBuilder()
                    .setListValue(ListValue.newBuilder().addValues(value))
                    .build();
        }
        return value;
    }
}
