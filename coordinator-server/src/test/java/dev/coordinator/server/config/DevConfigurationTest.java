package dev.coordinator.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The configurations that need no file. */
final class DevConfigurationTest {

    @Test
    void devIsOneNodeOnLoopbackWithTheDefaults() {
        NodeConfiguration dev = Configuration.dev(
                Path.of("data"),
                Configuration.DEV_API_PORT,
                Configuration.DEV_HTTP_PORT,
                Configuration.DEV_RAFT_PORT,
                "c1");

        assertThat(dev.cluster().nodes())
                .containsExactly(
                        new ClusterNode("dev", new HostPort("127.0.0.1", 7401), new HostPort("127.0.0.1", 7400)));
        assertThat(dev.node()).isEqualTo(new NodeSettings("dev", Path.of("data")));
        assertThat(dev.http().listen()).contains(new HostPort("127.0.0.1", 7402));
        assertThat(dev.insecure()).isFalse();
        assertThat(dev.raft().electionTimeout()).isEqualTo(Duration.ofMillis(600));
        assertThat(dev.queue()).isEqualTo(new QueueSettings(200_000, 64L << 20));
    }

    @Test
    void devRefusesAPortThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Configuration.dev(Path.of("data"), 0, 2, 1, "c1"))
                .withMessage("a port is from 1 to 65535, not 0");
    }

    @Test
    void newClusterIdIsAllowedAndRandom() {
        Random random = new Random(7);
        String first = Configuration.newClusterId(random);

        assertThat(first).matches("[0-9a-f]{32}").isNotEqualTo(Configuration.newClusterId(random));
        assertThat(Keys.CLUSTER_ID.check(first)).isEqualTo(first);
    }
}
