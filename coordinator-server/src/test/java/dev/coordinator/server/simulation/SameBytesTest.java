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
            2L, "8cf1ddc00c0bf97d",
            3L, "bd41ba143ba7b4a1",
            4L, "74565028687890ac",
            5L, "5a89b0509c591d94",
            6L, "144dd0bb8389b299");

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
