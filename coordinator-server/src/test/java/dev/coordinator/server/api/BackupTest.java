package dev.coordinator.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.coordinator.server.journal.Images;
import dev.coordinator.server.lease.LeaseMachine;
import dev.coordinator.server.lease.StateImage;
import dev.coordinator.server.replication.Failure;
import dev.coordinator.server.replication.Reads;
import dev.coordinator.v1.BackupHeader;
import dev.coordinator.v1.BackupServiceGrpc;
import dev.coordinator.v1.BackupSource;
import dev.coordinator.v1.Consistency;
import dev.coordinator.v1.SaveBackupRequest;
import dev.coordinator.v1.SaveBackupResponse;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A backup over the wire: the state at its entry, no more and no less, and little held for slow readers. */
final class BackupTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MANY_POOLS = 3_000;

    private TestNode node;

    @BeforeEach
    void start() throws IOException {
        node = TestNode.start();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void theStateAtItsEntryIsSentWholeAndInOrder() throws IOException {
        checkIn(MANY_POOLS);
        List<SaveBackupResponse> pieces = save(SaveBackupRequest.getDefaultInstance());

        BackupHeader header = pieces.get(0).getRecord().getHeader();
        assertThat(header.getFormat()).isEqualTo(1);
        assertThat(header.getClusterId()).isEqualTo("cluster-a");
        assertThat(header.getNodeId()).isEqualTo("n1");
        assertThat(header.getSource()).isEqualTo(BackupSource.BACKUP_SOURCE_QUORUM);
        assertThat(header.getLogIndex()).isEqualTo(MANY_POOLS);
        assertThat(header.getTerm()).isEqualTo(7);
        assertThat(header.getPools()).isEqualTo(MANY_POOLS);
        assertThat(header.getInstances()).isEqualTo(MANY_POOLS);
        assertThat(header.getHighestEpoch()).isEqualTo(MANY_POOLS);
        assertThat(header.getVersion()).isEqualTo("1.2.3");
        assertThat(pieces.get(pieces.size() - 1).getRecord().hasEnd()).isTrue();
        assertThat(pieces.get(pieces.size() - 1).getPoolsSent()).isEqualTo(MANY_POOLS);
        assertThat(Images.read(new ByteArrayInputStream(data(pieces))).state()).isEqualTo(state());
    }

    @Test
    void whatIsDecidedWhileItIsSentIsNotInIt() throws IOException {
        checkIn(MANY_POOLS);
        StateImage before = state();
        Iterator<SaveBackupResponse> sent =
                BackupServiceGrpc.newBlockingStub(node.channel()).saveBackup(SaveBackupRequest.getDefaultInstance());
        List<SaveBackupResponse> pieces = new ArrayList<>(List.of(sent.next()));

        checkIn(MANY_POOLS, MANY_POOLS + 10);
        sent.forEachRemaining(pieces::add);

        assertThat(Images.read(new ByteArrayInputStream(data(pieces))).state()).isEqualTo(before);
        assertThat(state()).isNotEqualTo(before);
    }

    @Test
    void aStaleOneSaysSo() {
        checkIn(1);
        node.log.fail(Failure.NO_LEADER);

        assertThat(header(Consistency.CONSISTENCY_STALE).getSource()).isEqualTo(BackupSource.BACKUP_SOURCE_NODE);
        assertThat(TestNode.info(refusal(Consistency.CONSISTENCY_LINEARIZABLE)).getReason())
                .isEqualTo("NO_LEADER");
    }

    @Test
    void anUnknownConsistencyIsRefused() {
        Status status = TestNode.statusOf(
                () -> save(SaveBackupRequest.newBuilder().setConsistencyValue(9).build()));

        assertThat(status.getCode()).isEqualTo(Code.INVALID_ARGUMENT_VALUE);
        assertThat(TestNode.violations(status).get(0).getField()).isEqualTo("consistency");
    }

    @Test
    void twoAreSentAtATimeAndAThirdIsToldTheLimit() {
        checkIn(MANY_POOLS);
        ClientCall<?, ?> first = beginWithoutReading();
        beginWithoutReading();

        Status third = TestNode.statusOf(() -> save(SaveBackupRequest.getDefaultInstance()));
        assertThat(TestNode.info(third).getReason()).isEqualTo("LIMIT_REACHED");
        assertThat(third.getMessage()).isEqualTo("backups: at most 2 backups at one node at a time");

        first.cancel("enough", null);
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> !save(SaveBackupRequest.getDefaultInstance()).isEmpty());
    }

    private ClientCall<?, ?> beginWithoutReading() {
        ClientCall<SaveBackupRequest, SaveBackupResponse> call =
                node.connect().newCall(BackupServiceGrpc.getSaveBackupMethod(), CallOptions.DEFAULT);
        CountDownLatch answered = new CountDownLatch(1);
        call.start(
                new ClientCall.Listener<>() {
                    @Override
                    public void onHeaders(Metadata headers) {
                        answered.countDown();
                    }
                },
                new Metadata());
        call.sendMessage(SaveBackupRequest.getDefaultInstance());
        call.halfClose();
        await().atMost(PATIENCE).until(() -> answered.getCount() == 0);
        return call;
    }

    private void checkIn(int pools) {
        checkIn(0, pools);
    }

    private void checkIn(int from, int to) {
        for (int pool = from; pool < to; pool++) {
            node.leases()
                    .checkIn(TestNode.checkIn("pool-" + pool, "a", pool + 1, 1).build());
        }
    }

    private List<SaveBackupResponse> save(SaveBackupRequest request) {
        List<SaveBackupResponse> pieces = new ArrayList<>();
        BackupServiceGrpc.newBlockingStub(node.channel()).saveBackup(request).forEachRemaining(pieces::add);
        return pieces;
    }

    private BackupHeader header(Consistency consistency) {
        return save(SaveBackupRequest.newBuilder().setConsistency(consistency).build())
                .get(0)
                .getRecord()
                .getHeader();
    }

    private Status refusal(Consistency consistency) {
        return TestNode.statusOf(() -> header(consistency));
    }

    private static byte[] data(List<SaveBackupResponse> pieces) {
        return pieces.stream()
                .map(piece -> piece.getRecord().getPart().getData())
                .reduce(ByteString.EMPTY, ByteString::concat)
                .toByteArray();
    }

    private StateImage state() {
        CompletableFuture<StateImage> state = new CompletableFuture<>();
        node.log.stale(LeaseMachine::image, new Reads.Reader<>() {
            @Override
            public void answered(long logIndex, StateImage image) {
                state.complete(image);
            }

            @Override
            public void failed(Failure failure) {
                throw new AssertionError(failure);
            }
        });
        return state.join();
    }
}
