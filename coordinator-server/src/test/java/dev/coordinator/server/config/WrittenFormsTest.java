package dev.coordinator.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations, sizes and addresses as people write them. */
final class WrittenFormsTest {

    @ParameterizedTest
    @CsvSource({"0s, 0s", "500ms, 500ms", "1000ms, 1s", "90s, 90s", "120s, 2m", "60m, 1h", "48h, 48h"})
    void durationIsReadAndWrittenInItsLargestUnit(String written, String shown) {
        assertThat(DurationText.parse(written).map(DurationText::write)).hasValue(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "s", "-1s", "1.5s", "1 s", "1S", "1d", "1h30m", "1000000000s"})
    void otherDurationIsNone(String written) {
        assertThat(DurationText.parse(written)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0B, 0B",
        "1B, 1B",
        "1024B, 1KiB",
        "1536KiB, 1536KiB",
        "64MiB, 64MiB",
        "2048MiB, 2GiB",
        "999999999GiB, 999999999GiB"
    })
    void sizeIsReadAndWrittenInItsLargestUnit(String written, String shown) {
        assertThat(SizeText.parse(written).map(SizeText::write)).hasValue(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1KB", "1kib", "-1B", "1.5MiB", "1 MiB"})
    void otherSizeIsNone(String written) {
        assertThat(SizeText.parse(written)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:1, localhost:1",
        "Node-1.Example.ORG:7400, node-1.example.org:7400",
        "my_service:65535, my_service:65535",
        "127.0.0.1:7400, 127.0.0.1:7400",
        "[::1]:7400, [::1]:7400",
        "[2001:DB8::5]:7400, [2001:db8::5]:7400",
    })
    void addressIsReadAndWritten(String written, String shown) {
        assertThat(HostPort.parse(written).map(HostPort::toString)).hasValue(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a:",
                ":1",
                "a:0",
                "a:65536",
                "a:x",
                "::1:1",
                "[::1]",
                "[a]:1",
                "[127.0.0.1]:1",
                "[:::1]:1",
                "1.2.3:1",
                "1.2.3.256:1",
                "-a:1",
                "a-:1",
                "a b:1",
                "a/b:1"
            })
    void otherAddressIsNone(String written) {
        assertThat(HostPort.parse(written)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:1, true",
        "127.9.9.9:1, true",
        "[::1]:1, true",
        "[0:0:0:0:0:0:0:1]:1, true",
        "0.0.0.0:1, false",
        "[::]:1, false",
        "10.0.0.1:1, false",
        "localhost.example.org:1, false",
        "127.0.0.1.example.org:1, false",
    })
    void loopbackIsWhatOnlyThisMachineReaches(String written, boolean loopback) {
        assertThat(HostPort.parse(written).orElseThrow().isLoopback()).isEqualTo(loopback);
    }
}
