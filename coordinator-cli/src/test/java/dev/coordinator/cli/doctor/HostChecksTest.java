package dev.coordinator.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.coordinator.cli.cluster.NodeView;
import dev.coordinator.v1.LogWrites;
import dev.coordinator.v1.StatusResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is said of the machines that nodes run on. */
final class HostChecksTest {

    @Test
    void slowDisksAreToldByHowMuchTheyHoldUp() {
        assertThat(HostChecks.writes(disks(writes(1_500, 999_000), writes(1_500, 1_000_000), writes(100_000, 250_000))))
                .extracting(Finding::level, Finding::where, Finding::what)
                .containsExactly(
                        tuple(
                                Level.WARNING,
                                "n2",
                                "writes to its disk slowly: 99 of 100 took up to 1.5ms, the longest 1.0s; decisions wait"
                                        + " for a majority's disks"),
                        tuple(
                                Level.WARNING,
                                "n3",
                                "writes to its disk slowly: 99 of 100 took up to 100ms, the longest 250ms; decisions wait"
                                        + " for a majority's disks"));
        assertThat(HostChecks.writes(disks(writes(1_000_000, 3_000_000), writes(900, 900))))
                .extracting(Finding::level, Finding::where)
                .containsExactly(tuple(Level.PROBLEM, "n1"));
    }

    @Test
    void ofFewWritesASingleSlowOneIsNotTheRule() {
        LogWrites one = writes(400_000, 400_000).toBuilder()
                .setCount(60)
                .setMedianUs(900)
                .build();
        LogWrites half = one.toBuilder().setMedianUs(130_000).build();

        assertThat(HostChecks.writes(disks(one, half)))
                .extracting(Finding::where, Finding::what)
                .containsExactly(tuple(
                        "n2",
                        "writes to its disk slowly: half of them took up to 130ms, the longest 400ms; decisions wait for a"
                                + " majority's disks"));
    }

    @Test
    void ofSoundDisksTheSlowestIsTold() {
        assertThat(HostChecks.writes(disks(writes(300, 400), writes(2_340, 9_000), LogWrites.getDefaultInstance())))
                .extracting(Finding::level, Finding::what)
                .containsExactly(tuple(
                        Level.OK, "of the last minute's writes to disk 99 of 100 took up to 2.3ms, on n2, or less"));
        assertThat(HostChecks.writes(disks(LogWrites.getDefaultInstance()))).isEmpty();
    }

    private static LogWrites writes(long p99Micros, long maxMicros) {
        return LogWrites.newBuilder()
                .setCount(900)
                .setP99Us(p99Micros)
                .setMaxUs(maxMicros)
                .build();
    }

    /** Of n1, n2 and so on. */
    private static Picture disks(LogWrites... writes) {
        List<NodeView> nodes = IntStream.range(0, writes.length)
                .mapToObj(number -> NodeView.answered(
                        StatusResponse.newBuilder()
                                .setNodeId("n" + (number + 1))
                                .setLogWrites(writes[number])
                                .build(),
                        "h:1"))
                .toList();
        PoolsReading noPools = new PoolsReading(List.of(), false, Map.of(), "", "");
        return new Picture(Instant.EPOCH, "1.2.3", "", nodes, nodes, Duration.ofSeconds(2), Optional.empty(), noPools);
    }
}
