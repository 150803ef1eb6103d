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
            1L, "c5717d184caf096c",
            2L, "dba6f345e4d8a346",
            3L, "94f13a044cf7cd27",
            4L, "c4e0bdf20a33d808",
            5L, "c4b8f77412b2eca3",
            6L, "a6447f2ca73687d8");

    @Test
    void aSeedGivesTheBytesThatItGaveElsewhere() {
        Map<Long, String> found = new TreeMap<>();
        for (long seed : DIGESTS.keySet()) {
            found.put(seed, Long.toHexString(Simulation.run(seed).digest()));
        }

        assertThat(found).isEqualTo(DIGESTS);
    }
}
