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
            1L, "1dc2ba253da53d65",
            2L, "637409ad9d7d2bc",
            3L, "a4582620862f4872",
            4L, "147c2e1df2dfd8d0",
            5L, "7652b246cf497ae4",
            6L, "aa4c5204e28ab62c");

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
