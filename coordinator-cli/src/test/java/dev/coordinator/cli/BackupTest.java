package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.rpc.Code;
import dev.coordinator.cli.Person.Outcome;
import dev.coordinator.v1.BackupEnd;
import dev.coordinator.v1.BackupHeader;
import dev.coordinator.v1.BackupPart;
import dev.coordinator.v1.BackupRecord;
import dev.coordinator.v1.BackupServiceGrpc;
import dev.coordinator.v1.BackupSource;
import dev.coordinator.v1.ClusterServiceGrpc;
import dev.coordinator.v1.Consistency;
import dev.coordinator.v1.SaveBackupRequest;
import dev.coordinator.v1.SaveBackupResponse;
import dev.coordinator.v1.StatusRequest;
import dev.coordinator.v1.StatusResponse;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {

    private static final BackupHeader HEADER = BackupHeader.newBuilder()
            .setFormat(1)
            .setClusterId("c1")
            .setNodeId("n2")
            .setSource(BackupSource.BACKUP_SOURCE_QUORUM)
            .setLogIndex(42)
            .setTerm(3)
            .setClusterTimeMs(61_000)
            .setNewestTime(Timestamp.newBuilder().setSeconds(1_800_000_000))
            .setSavedTime(Timestamp.newBuilder().setSeconds(1_800_000_060))
            .setPools(2)
            .setInstances(5)
            .setHighestEpoch(17)
            .setVersion("1.2.3")
            .build();

    private static final String FACTS = """
            Cluster        c1
            Saved          2027-01-15T08:01:00 by n2
            Holds          every decision answered before it was saved
            Log            entry 42, term 3
            Newest entry   2027-01-15T08:00:00
            Cluster time   1m 1s
            Pools          2
            Instances      5
            Highest epoch  17
            Release        1.2.3
            """;

    @TempDir
    private Path folder;

    private final FakeNode node = new FakeNode();
    private Path file = Path.of("");

    @BeforeEach
    void choose() {
        file = folder.resolve("state.backup");
        node.<StatusRequest, StatusResponse>answers(
                ClusterServiceGrpc.getStatusMethod(), question -> StatusResponse.getDefaultInstance());
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void whatIsSavedIsVerifiedAndTold() {
        sends(HEADER);

        Outcome outcome = person().runs("backup", "save", file.toString());

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).startsWith("Saved and verified " + file + ".\n" + FACTS + "Size           ");
        assertThat(folder.toFile().list()).containsExactly("state.backup");
        assertThat(person().runs("backup", "verify", file.toString())).satisfies(verified -> {
            assertThat(verified.status()).isZero();
            assertThat(verified.out()).startsWith(file + " is whole.\n" + FACTS);
        });
        assertThat(node.requests(SaveBackupRequest.class).get(0).getConsistency())
                .isEqualTo(Consistency.CONSISTENCY_LINEARIZABLE);
    }

    @Test
    void whatIsThereIsReplacedOnlyByForce() throws IOException {
        sends(HEADER);
        Files.writeString(file, "precious");

        Outcome refused = person().runs("backup", "save", file.toString());

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("is there already").contains("--force");
        assertThat(file).hasContent("precious");
        assertThat(node.requests(SaveBackupRequest.class)).isEmpty();

        assertThat(person().runs("backup", "save", "--force", file.toString()).status())
                .isZero();
        assertThat(person().runs("backup", "verify", file.toString()).status()).isZero();
    }

    @Test
    void aStreamThatBreaksLeavesNothingAndAnotherNodeIsAsked() {
        node.<SaveBackupRequest, SaveBackupResponse>streams(
                BackupServiceGrpc.getSaveBackupMethod(), (question, answers) -> {
                    answers.onNext(piece(BackupRecord.newBuilder().setHeader(HEADER), 0));
                    answers.onNext(piece(part("half"), 1));
                    answers.onError(FakeNode.refusal(Code.UNAVAILABLE, "this node stops"));
                });

        assertThat(person().runs("backup", "save", file.toString()).status()).isEqualTo(4);
        assertThat(folder).isEmptyDirectory();

        try (FakeNode other = new FakeNode()) {
            other.<SaveBackupRequest, SaveBackupResponse>streams(
                    BackupServiceGrpc.getSaveBackupMethod(), (question, answers) -> send(HEADER, answers));
            assertThat(new Person()
                            .at(node, other)
                            .runs("backup", "save", file.toString())
                            .status())
                    .isZero();
        }
    }

    @Test
    void aStreamWithoutItsEndIsNoBackup() {
        node.<SaveBackupRequest, SaveBackupResponse>streams(
                BackupServiceGrpc.getSaveBackupMethod(), (question, answers) -> {
                    answers.onNext(piece(BackupRecord.newBuilder().setHeader(HEADER), 0));
                    answers.onCompleted();
                });

        Outcome outcome = person().runs("backup", "save", file.toString());

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("cut off before its end").contains("Nothing was saved.");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFlippedBitInAnyByteAndEveryCutIsNoticed() throws IOException {
        sends(HEADER);
        person().runs("backup", "save", file.toString());
        byte[] whole = Files.readAllBytes(file);

        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= (byte) (1 << at % 8);
            Files.write(file, flipped);
            assertThat(person().runs("backup", "verify", file.toString()).status())
                    .as("byte %d", at)
                    .isEqualTo(1);
        }
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(person().runs("backup", "verify", file.toString()).status())
                    .as("%d bytes", length)
                    .isEqualTo(1);
        }
    }

    @Test
    void whatIsNoBackupIsCalledThat() throws IOException {
        Files.writeString(file, "#!/bin/sh\n");

        assertThat(person().runs("backup", "verify", file.toString()))
                .isEqualTo(new Outcome(1, "", "coordctl: " + file + ": it is not a backup of a coordinator.\n"));
        assertThat(person().runs("backup", "restore", file.toString()).status()).isEqualTo(1);
        assertThat(person().runs("backup", "verify", folder.resolve("none").toString()))
                .isEqualTo(new Outcome(
                        2, "", "coordctl: " + folder.resolve("none") + ": there is no such file or folder.\n"));
    }

    @Test
    void aLaterFormatIsRefusedWithItsNumber() {
        sends(HEADER.toBuilder().setFormat(2).build());

        assertThat(person().runs("backup", "save", file.toString()).err())
                .contains("it has format 2, and this coordctl reads 1");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void progressIsForTerminals() {
        node.<SaveBackupRequest, SaveBackupResponse>streams(
                BackupServiceGrpc.getSaveBackupMethod(), (question, answers) -> send(HEADER, answers));

        assertThat(person().runs("backup", "save", file.toString()).out()).doesNotContain("\r");
        String seen = person().atTerminal(60, false)
                .runs("backup", "save", "--force", file.toString())
                .out();
        assertThat(seen).contains("\rSaved and verified");
        assertThat(seen.lines().flatMap(line -> Arrays.stream(line.split("\r"))))
                .allMatch(part -> part.length() <= 60);
    }

    @Test
    void restoringIsExplainedCommandByCommand() {
        sends(HEADER);
        person().runs("backup", "save", file.toString());

        Outcome outcome = person().runs("backup", "restore", file.toString());

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .contains("entry 42 of cluster c1, 2 pools, 5 instances, highest epoch 17")
                .contains("  coordinator-server new-cluster-id --restore " + file)
                .contains("  coordinator-server restore --config NODE.yaml " + file)
                .contains("For 3h the new cluster grants nothing");
    }

    @Test
    void withoutAQuorumAStaleOneSaysThatItIs() {
        sends(HEADER.toBuilder().setSource(BackupSource.BACKUP_SOURCE_NODE).build());

        Outcome outcome = person().runs("backup", "save", "--stale", file.toString());

        assertThat(outcome.out()).contains("Holds          what one node had applied");
        assertThat(node.requests(SaveBackupRequest.class).get(0).getConsistency())
                .isEqualTo(Consistency.CONSISTENCY_STALE);
    }

    private Person person() {
        return new Person().at(node);
    }

    private void sends(BackupHeader header) {
        node.<SaveBackupRequest, SaveBackupResponse>streams(
                BackupServiceGrpc.getSaveBackupMethod(), (question, answers) -> send(header, answers));
    }

    private static void send(BackupHeader header, StreamObserver<SaveBackupResponse> answers) {
        answers.onNext(piece(BackupRecord.newBuilder().setHeader(header), 0));
        List.of("one", "two").forEach(data -> answers.onNext(piece(part(data), 1)));
        answers.onNext(piece(BackupRecord.newBuilder().setEnd(end("onetwo")), 2));
        answers.onCompleted();
    }

    private static BackupRecord.Builder part(String data) {
        return BackupRecord.newBuilder().setPart(BackupPart.newBuilder().setData(ByteString.copyFromUtf8(data)));
    }

    private static BackupEnd end(String data) {
        ByteString all = ByteString.copyFromUtf8(data);
        try {
            return BackupEnd.newBuilder()
                    .setBytes(all.size())
                    .setSha256(ByteString.copyFrom(
                            MessageDigest.getInstance("SHA-256").digest(all.toByteArray())))
                    .build();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static SaveBackupResponse piece(BackupRecord.Builder record, long pools) {
        return SaveBackupResponse.newBuilder()
                .setRecord(record)
                .setPoolsSent(pools)
                .build();
    }
}
