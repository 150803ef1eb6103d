package dev.coordinator.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a node listens, and that nobody else reaches it by mistake. */
final class ListeningTest {

    private static final String EXPOSED =
            " can be reached from other machines, and TLS is not built yet: whoever reaches it can command this node;"
                    + " listen on a loopback address, or write `insecure: true` if the network itself keeps everybody"
                    + " else out";

    @TempDir
    Path folder;

    @Test
    void nodeListensAtItsOwnAddressesUnlessTold() throws Exception {
        NodeConfiguration read = file("").load();

        assertThat(read.api().listen()).isEqualTo(read.self().api());
        assertThat(read.raft().listen()).isEqualTo(read.self().raft());
    }

    @Test
    void listeningForOtherMachinesNeedsToBeWrittenOut() throws Exception {
        ConfigurationFile file = file("api:\n  listen: 0.0.0.0:7400\nraft:\n  listen: '[::]:7401'\n");

        assertThat(file.problems())
                .containsExactly(
                        "coordinator.yaml:10:11: api.listen: 0.0.0.0:7400" + EXPOSED,
                        "coordinator.yaml:12:11: raft.listen: [::]:7401" + EXPOSED);
        assertThat(file.load("insecure=true").insecure()).isTrue();
    }

    @Test
    void exposedAddressOfTheNodeItselfIsShownWhereItStands() throws IOException {
        assertThat(file("").problems("node.id=b", "api.listen=127.0.0.1:1", "raft.listen=example.org:1"))
                .containsExactly("--set: raft.listen: example.org:1" + EXPOSED);
        assertThat(ConfigurationFile.of(folder, ConfigurationFile.LEAST.replace("127.0.0.1:7400", "10.0.0.1:7400"))
                        .problems())
                .containsExactly("coordinator.yaml:7:44: api.listen: 10.0.0.1:7400" + EXPOSED);
    }

    @Test
    void addressOfAnotherNodeMayBeAnywhere() throws Exception {
        assertThat(ConfigurationFile.of(folder, ConfigurationFile.LEAST.replace("127.0.0.1:7410", "10.0.0.2:7410"))
                        .load())
                .isNotNull();
    }

    @Test
    void theTwoListenersDiffer() throws IOException {
        assertThat(file("").problems("raft.listen=127.0.0.1:7400"))
                .containsExactly("--set: raft.listen: must differ from api.listen, which is 127.0.0.1:7400 too");
    }

    @Test
    void recordRefusesToBeExposed() throws Exception {
        NodeConfiguration read = file("").load();
        ApiSettings exposed =
                new ApiSettings(new HostPort("10.0.0.1", 1), true, read.api().limits());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NodeConfiguration(
                        read.node(),
                        read.cluster(),
                        exposed,
                        read.raft(),
                        read.queue(),
                        read.log(),
                        read.shutdown(),
                        false))
                .withMessage("api.listen: 10.0.0.1:1" + EXPOSED);
    }

    private ConfigurationFile file(String more) throws IOException {
        return ConfigurationFile.leastAnd(folder, more);
    }
}
