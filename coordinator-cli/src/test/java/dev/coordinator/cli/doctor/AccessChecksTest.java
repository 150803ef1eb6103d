package dev.coordinator.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.cli.cluster.NodeView;
import dev.coordinator.v1.AccessRules;
import dev.coordinator.v1.Node;
import dev.coordinator.v1.StatusResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AccessChecksTest {

    @Test
    void nodesThatLetEverybodyDoEverythingAreNamedIfOthersReachThem() {
        assertThat(found(at("n1.example:7400"))).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.WARNING);
            assertThat(finding.where()).isEqualTo("n1");
            assertThat(finding.what())
                    .isEqualTo("lets whoever reaches its API do everything, in the name of every instance");
        });
        assertThat(found(at("10.0.0.1:7400"))).hasSize(1);
        assertThat(found(at("127.0.0.1:7400"))).isEmpty();
        assertThat(found(at("localhost:7400"))).isEmpty();
        assertThat(found(at("[::1]:7400"))).isEmpty();
        assertThat(found(
                        at("n1.example:7400").setAccess(AccessRules.newBuilder().setLoadedMs(1))))
                .isEmpty();
    }

    @Test
    void filesThatCannotBeUsedAreTold() {
        assertThat(found(at("127.0.0.1:7400")
                        .setAccess(AccessRules.newBuilder()
                                .setLoadedMs(1)
                                .setReloadFailedMs(2)
                                .setReloadFailure("a.yaml:1:1: wrong"))))
                .singleElement()
                .satisfies(finding -> assertThat(finding.what())
                        .isEqualTo("can't use its changed file of who may do what, and goes by the one from before:"
                                + " a.yaml:1:1: wrong"));
    }

    private static StatusResponse.Builder at(String address) {
        return StatusResponse.newBuilder()
                .setNodeId("n1")
                .addNodes(Node.newBuilder().setNodeId("n0").setApiAddress("other.example:7400"))
                .addNodes(Node.newBuilder().setNodeId("n1").setApiAddress(address));
    }

    private static List<Finding> found(StatusResponse.Builder status) {
        List<NodeView> nodes = List.of(NodeView.answered(status.build(), "h:1"));
        PoolsReading noPools = new PoolsReading(List.of(), false, Map.of(), "", "");
        Picture picture =
                new Picture(Instant.EPOCH, "1.2.3", "", nodes, nodes, Duration.ofSeconds(2), Optional.empty(), noPools);
        return AccessChecks.limits(picture).toList();
    }
}
