package dev.coordinator.server.api;

import static dev.coordinator.server.api.TestNode.checkIn;
import static dev.coordinator.server.api.TestNode.info;
import static dev.coordinator.server.api.TestNode.statusOf;
import static dev.coordinator.server.api.TestNode.violations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.coordinator.v1.CheckInRequest;
import dev.coordinator.v1.GetPoolRequest;
import dev.coordinator.v1.LeaseServiceGrpc;
import dev.coordinator.v1.LeaveRequest;
import dev.coordinator.v1.ListPoolsRequest;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.PoolSettings;
import dev.coordinator.v1.UpdatePoolSettingsRequest;
import dev.coordinator.v1.WatchRequest;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class BadRequestsTest {

    private static final byte[] GARBAGE = {(byte) 0xff, (byte) 0xff, 1, 2, 3};
    private static TestNode node;

    @BeforeAll
    static void start() throws IOException {
        node = TestNode.start();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        Status status = statusOf(() -> node.leases()
                .checkIn(CheckInRequest.newBuilder()
                        .setPool("/orders")
                        .setInstanceId("a b")
                        .setSeq(3)
                        .setNonce(5)
                        .setPriority(1_000_001)
                        .build()));

        assertThat(status.getCode()).isEqualTo(Code.INVALID_ARGUMENT_VALUE);
        assertThat(info(status).getReason()).isEqualTo("INVALID_FIELD");
        assertThat(info(status).getDomain()).isEqualTo("coordinator.dev");
        assertThat(violations(status))
                .extracting(BadRequest.FieldViolation::getField, BadRequest.FieldViolation::getDescription)
                .containsExactly(
                        tuple("pool", "1 to 253 characters of [A-Za-z0-9._:/-], no / at either end, not \"/orders\""),
                        tuple(
                                "instance_id",
                                "1 to 128 characters of [A-Za-z0-9._:/-], no / at either end, not \"a b\""),
                        tuple("seq", "0 without an incarnation, not 3"),
                        tuple("nonce", "0 without an incarnation, not 5"),
                        tuple("priority", "-1000000 to 1000000, not 1000001"));
        assertThat(status.getMessage()).startsWith("pool: ").endsWith("(and 4 more)");
    }

    @Test
    void refusedRequestChangesNothing() {
        statusOf(() -> node.leases()
                .checkIn(
                        checkIn("untouched", "a", 11, 1).setPriority(-1_000_001).build()));

        assertThat(node.pools()
                        .listPools(ListPoolsRequest.newBuilder()
                                .setPrefix("untouched")
                                .build())
                        .getPoolsList())
                .isEmpty();
    }

    @Test
    void longValueIsCutWhenItIsToldBack() {
        assertThat(violated(request -> request.setPool("x".repeat(300))))
                .containsExactly("pool: 1 to 253 characters of [A-Za-z0-9._:/-], no / at either end, not \""
                        + "x".repeat(64) + "…\"");
    }

    @Test
    void incarnationAndSeqComeTogether() {
        assertThat(violated(request -> request.setIncarnation(9).setSeq(0)))
                .containsExactly("seq: above 0 with an incarnation, not 0");
        assertThat(violated(request -> request.setIncarnation(0).setSeq(1)))
                .containsExactly("seq: 0 without an incarnation, not 1");
    }

    @Test
    void numbersBeyondSixtyThreeBitsAreRefused() {
        assertThat(violated(request -> request.setSeq(-1).setHoldingEpoch(-2)))
                .containsExactly(
                        "seq: at most 9223372036854775807, not 18446744073709551615",
                        "holding_epoch: at most 9223372036854775807, not 18446744073709551614");
    }

    @Test
    void incarnationsUseAllSixtyFourBits() {
        assertThat(node.leases()
                        .checkIn(checkIn("wide", "a", -5, 1).addSupersedes(-6).build())
                        .getSeq())
                .isEqualTo(1);
    }

    @Test
    void supersedesNamesEachDeadRunOnceAndNotTheSender() {
        assertThat(violated(request -> request.addAllSupersedes(List.of(0L, 11L, 7L, 7L))))
                .containsExactly(
                        "supersedes[0]: an earlier incarnation, named once and different from incarnation, not \"0\"",
                        "supersedes[1]: an earlier incarnation, named once and different from incarnation, not \"11\"",
                        "supersedes[3]: an earlier incarnation, named once and different from incarnation, not \"7\"");
        assertThat(violated(request -> request.setIncarnation(0).setSeq(0).addSupersedes(5)))
                .containsExactly("supersedes: empty without an incarnation, not \"1 incarnations\"");
        assertThat(violated(request -> request.addAllSupersedes(
                        LongStream.range(100, 117).boxed().toList())))
                .containsExactly("supersedes: at most 16 incarnations, not 17");
    }

    @Test
    void textsLabelsAndInfoAreBounded() {
        Struct large = Struct.newBuilder()
                .putFields(
                        "k", Value.newBuilder().setStringValue("x".repeat(4096)).build())
                .build();
        assertThat(violated(request -> request.setAddress("x".repeat(257))
                        .setElectable(false)
                        .setUnelectableReason("y".repeat(257))
                        .setInfo(large)))
                .satisfiesExactly(
                        reason -> assertThat(reason).startsWith("unelectable_reason: at most 256 characters"),
                        address -> assertThat(address).startsWith("address: at most 256 characters"),
                        info -> assertThat(info).isEqualTo("info: at most 4096 bytes encoded, not 4108"));
        assertThat(violated(request -> request.putLabels("bad key", "v").putLabels("k", "v".repeat(257))))
                .satisfiesExactly(
                        key -> assertThat(key)
                                .isEqualTo("labels: keys of 1 to 63 characters of [A-Za-z0-9._/-], not \"bad key\""),
                        value -> assertThat(value).startsWith("labels[k]: at most 256 characters"));
        assertThat(violated(request -> LongStream.range(0, 17).forEach(i -> request.putLabels("k" + i, ""))))
                .containsExactly("labels: at most 16 labels, not 17");
    }

    @Test
    void charactersAreCountedAsPeopleCountThem() {
        assertThat(node.leases()
                        .checkIn(checkIn("emoji", "a", 11, 1)
                                .setAddress("😀".repeat(256))
                                .build())
                        .getSeq())
                .isEqualTo(1);
    }

    @Test
    void reasonBelongsToAnUnelectableInstance() {
        assertThat(violated(request -> request.setUnelectableReason("why")))
                .containsExactly("unelectable_reason: empty unless electable is false, not \"why\"");
    }

    @Test
    void manyViolationsAreCountedSoThatTheAnswerStaysSmall() {
        Status status = statusOf(() -> {
            CheckInRequest.Builder request = checkIn("orders", "a", 11, 1);
            LongStream.range(0, 40).forEach(i -> request.putLabels("bad key" + i, ""));
            return node.leases().checkIn(request.build());
        });

        assertThat(violations(status)).hasSize(16);
        assertThat(status.getMessage()).endsWith("(and 40 more)");
    }

    @Test
    void leaveIsCheckedAsACheckIn() {
        Status status = statusOf(() ->
                node.leases().leave(LeaveRequest.newBuilder().setIncarnation(3).build()));

        assertThat(violations(status))
                .extracting(BadRequest.FieldViolation::getField)
                .containsExactly("pool", "instance_id", "seq");
    }

    @Test
    void ruleThatNoValueCouldKeepIsNotNamed() {
        Status status = statusOf(() -> node.pools()
                .updatePoolSettings(UpdatePoolSettingsRequest.newBuilder()
                        .setPool("settings")
                        .setSettings(PoolSettings.newBuilder().setLeaseTtlMs(1_000))
                        .build()));

        assertThat(violations(status))
                .extracting(BadRequest.FieldViolation::getField, BadRequest.FieldViolation::getDescription)
                .containsExactly(tuple("settings.lease_ttl_ms", "at least 3 check_in_interval_ms = 90000, not 1000"));
    }

    @Test
    void settingsThatBreakRulesAreNamedOneByOne() {
        Status status = statusOf(() -> node.pools()
                .updatePoolSettings(UpdatePoolSettingsRequest.newBuilder()
                        .setPool("settings")
                        .setSettings(PoolSettings.newBuilder()
                                .setCheckInIntervalMs(1)
                                .setMinCandidates(101))
                        .build()));

        assertThat(status.getCode()).isEqualTo(Code.INVALID_ARGUMENT_VALUE);
        assertThat(info(status).getReason()).isEqualTo("INVALID_SETTINGS");
        assertThat(violations(status))
                .extracting(BadRequest.FieldViolation::getField, BadRequest.FieldViolation::getDescription)
                .containsExactly(
                        tuple("settings.check_in_interval_ms", "100 to 3600000, not 1"),
                        tuple("settings.min_candidates", "1 to 100, not 101"));
    }

    @Test
    void readsAreCheckedToo() {
        Status pool = statusOf(() -> node.pools()
                .getPool(GetPoolRequest.newBuilder().setConsistencyValue(77).build()));
        Status list = statusOf(() -> node.pools()
                .listPools(ListPoolsRequest.newBuilder()
                        .setPrefix("a b")
                        .setPageSize(1001)
                        .setPageToken("%")
                        .build()));
        Status watch = statusOf(() -> node.pools()
                .watch(WatchRequest.newBuilder()
                        .setPool("a")
                        .setPrefix("b")
                        .setCursor("elsewhere")
                        .build())
                .next());

        assertThat(violations(pool))
                .extracting(BadRequest.FieldViolation::getField)
                .containsExactly("pool", "consistency");
        assertThat(violations(list))
                .extracting(BadRequest.FieldViolation::getField)
                .containsExactly("prefix", "page_size", "page_token");
        assertThat(violations(watch))
                .extracting(BadRequest.FieldViolation::getField)
                .containsExactly("prefix", "cursor");
        assertThat(violations(watch).get(1).getDescription())
                .isEqualTo("as a response of a watch carries it, such as 6f1d0c2e-1234-0,"
                        + " or empty to begin with the present state, not \"elsewhere\"");
    }

    @Test
    void garbageIsAnInvalidArgument() {
        for (MethodDescriptor<?, ?> method : List.of(
                LeaseServiceGrpc.getCheckInMethod(),
                LeaseServiceGrpc.getSessionMethod(),
                PoolServiceGrpc.getWatchMethod())) {
            Status status = statusOf(() ->
                    ClientCalls.blockingUnaryCall(node.channel(), sendingBytes(method), CallOptions.DEFAULT, GARBAGE));

            assertThat(status.getCode()).isEqualTo(Code.INVALID_ARGUMENT_VALUE);
            assertThat(info(status).getReason()).isEqualTo("MALFORMED_MESSAGE");
        }
    }

    @Test
    void tooLargeMessageIsRefusedWithTheLimit() {
        for (String compression : List.of("identity", "gzip")) {
            Status status = statusOf(() -> node.leases()
                    .withCompression(compression)
                    .checkIn(checkIn("x".repeat(17_000), "a", 1, 1).build()));

            assertThat(status.getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED_VALUE);
            assertThat(info(status).getReason()).isEqualTo("LIMIT_REACHED");
            assertThat(info(status).getMetadataMap())
                    .containsEntry("field", "message")
                    .containsEntry("limit", "16384")
                    .containsKey("value");
        }
    }

    @Test
    void largestMessageAllowedIsRead() {
        Status status = statusOf(() ->
                node.leases().checkIn(checkIn("x".repeat(16_300), "a", 1, 1).build()));

        assertThat(info(status).getReason()).isEqualTo("INVALID_FIELD");
    }

    @Test
    void hugeMessageIsRefusedBeforeItIsTakenIn() {
        assertThat(catchThrowableOfType(
                                StatusRuntimeException.class,
                                () -> node.leases()
                                        .checkIn(checkIn("x".repeat(40_000), "a", 1, 1)
                                                .build()))
                        .getStatus()
                        .getCode())
                .isEqualTo(io.grpc.Status.Code.RESOURCE_EXHAUSTED);
    }

    private static List<String> violated(Consumer<CheckInRequest.Builder> change) {
        CheckInRequest.Builder request = checkIn("orders", "a", 11, 1);
        change.accept(request);
        return violations(statusOf(() -> node.leases().checkIn(request.build()))).stream()
                .map(each -> each.getField() + ": " + each.getDescription())
                .toList();
    }

    private static MethodDescriptor<byte[], byte[]> sendingBytes(MethodDescriptor<?, ?> method) {
        return MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(method.getType())
                .setFullMethodName(method.getFullMethodName())
                .setRequestMarshaller(new Bytes())
                .setResponseMarshaller(new Bytes())
                .build();
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
