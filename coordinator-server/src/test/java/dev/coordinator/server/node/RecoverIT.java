package dev.coordinator.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.server.journal.Images;
import dev.coordinator.server.lease.LeaseMachine;
import dev.coordinator.server.raft.DataDirectory;
import dev.coordinator.server.raft.InitialState;
import dev.coordinator.server.raft.RaftAddress;
import dev.coordinator.server.raft.RaftSettings;
import dev.coordinator.server.roster.FolderId;
import dev.coordinator.server.roster.NodeId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real command says of a survivor, and when that may speak for the cluster. */
final class RecoverIT {

    private static final NodeId A = new NodeId("a");
    private static final NodeId B = new NodeId("b");

    @TempDir
    Path folder;

    @Test
    void aVoterIsTakenForTheBackup() throws Exception {
        voter();

        assertThat(recover(folder.resolve("a.backup").toString(), "--confirm", "c1"))
                .isEqualTo(ExitStatus.OK);

        assertThat(Files.readString(output()))
                .contains("its log ends with entry 5 of term 1")
                .contains("    a  api 127.0.0.1:7400  raft 127.0.0.1:7401  voter, THIS NODE\n")
                .doesNotContain("WARNING");
        assertThat(folder.resolve("a.backup")).isNotEmptyFile();
    }

    @Test
    void oneWithoutAVoteIsRefusedUnlessToldOtherwise() throws Exception {
        joining();
        Path file = folder.resolve("a.backup");

        assertThat(recover("--look")).isEqualTo(ExitStatus.OK);
        assertThat(Files.readString(output())).contains("WARNING: node a is no voter of the cluster");

        assertThat(recover(file.toString(), "--confirm", "c1")).isEqualTo(ExitStatus.DATA_REFUSED);
        assertThat(Files.readString(output())).contains("node a is no voter of the cluster", "--even-without-vote");
        assertThat(file).doesNotExist();
        assertThat(folder.resolve("data/retired")).doesNotExist();

        assertThat(recover(file.toString(), "--confirm", "c1", "--even-without-vote"))
                .isEqualTo(ExitStatus.OK);
        assertThat(file).isNotEmptyFile();
    }

    /** A folder of node a, which began with the cluster. */
    private void voter() throws Exception {
        begin(A, folder.resolve("data"), Map.of(A, new RaftAddress("127.0.0.1", 7401)));
    }

    /** A folder of node a, which was joining and has got the snapshot of b, the one voter. */
    private void joining() throws Exception {
        begin(B, folder.resolve("b"), Map.of(B, new RaftAddress("127.0.0.1", 7411)));
        DataDirectory.join(folder.resolve("data"), "c1", A, new FolderId(77));
        Files.move(folder.resolve("b/snapshot"), folder.resolve("data/snapshot"));
    }

    private static void begin(NodeId node, Path data, Map<NodeId, RaftAddress> members) throws Exception {
        new InitialState(5, out -> Images.write(new LeaseMachine().image(), out))
                .bootstrap(RaftSettings.of("c1", node, data, new RaftAddress("127.0.0.1", 7401), members));
    }

    private int recover(String... arguments) throws Exception {
        Path configuration = Files.writeString(folder.resolve("a.yaml"), """
                node:
                  id: a
                  data_dir: DATA
                cluster:
                  id: c1
                  nodes:
                    - {id: a, raft: "127.0.0.1:7401", api: "127.0.0.1:7400"}
                    - {id: b, raft: "127.0.0.1:7411", api: "127.0.0.1:7410"}
                """.replace(
                        "DATA", folder.resolve("data").toString()));
        return ServerProcess.run(
                output(),
                Stream.concat(Stream.of("recover", "--config", configuration.toString()), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private Path output() {
        return folder.resolve("output");
    }
}
