package dev.coordinator.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The same seed gives the same bytes on every release of Java: every entry of the log, every answer heard, the last state.
 *
 * <p>The digests change whenever the rules, the bytes or the simulation do. Then the failure shows the new ones; they are to
 * be seen on the oldest and on the newest Java that the build accepts before they are written here; {@code -Djvm=…/bin/java}
 * runs the test on another than the one that builds.
 */
final class SameBytesTest {

    private static final Map<Long, String> DIGESTS = Map.of(
            1L, "9549731dc441c61b",
            2L, "50925b5ac606febd",
            3L, "27e793e3cdaee750",
            4L, "e57dd3bca98fb2ef",
            5L, "cd7c75d335e26ea6",
            6L, "bf605e99bca1b5af");

    @Test
    void aSeedGivesTheBytesThatItGaveElsewhere() {
        System.out.println("BYTES on Java " + Runtime.version());
        Map<Long, String> found = new TreeMap<>();
        for (long seed : DIGESTS.keySet()) {
            found.put(seed, Long.toHexString(Simulation.run(seed).digest()));
        }

        assertThat(found).isEqualTo(DIGESTS);
    }
}
