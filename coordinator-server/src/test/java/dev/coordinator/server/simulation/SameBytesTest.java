package dev.coordinator.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The same seed gives the same bytes on every release of Java: every entry of the log, every answer heard, the last state.
 *
 * <p>The digests change whenever the rules, the bytes or the simulation do. Then the failure shows the new ones; they are to
 * be seen on the oldest and on the newest Java that the build accepts before they are written here.
 */
final class SameBytesTest {

    private static final Map<Long, String> DIGESTS = Map.of(
            1L, "9796586ddb91b5df",
            2L, "d16cb72e4551bdae",
            3L, "57b58b7788608b38",
            4L, "e1120dfd9f684d97",
            5L, "db2eb2894716a9ba",
            6L, "2ad0e955ef9a1a42");

    @Test
    void aSeedGivesTheBytesThatItGaveElsewhere() {
        Map<Long, String> found = new TreeMap<>();
        for (long seed : DIGESTS.keySet()) {
            found.put(seed, Long.toHexString(Simulation.run(seed).digest()));
        }

        assertThat(found).isEqualTo(DIGESTS);
    }
}
