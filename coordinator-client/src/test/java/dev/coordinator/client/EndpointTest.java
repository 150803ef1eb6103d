package dev.coordinator.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How an endpoint is written. */
final class EndpointTest {

    @Test
    void portIsOptionalAndIpv6IsInBrackets() {
        assertThat(Endpoint.parseAll("n1", "n2:81, [::1]", "[fe80::1]:82", "n1:7400"))
                .containsExactly(
                        new TcpEndpoint("n1", 7400),
                        new TcpEndpoint("n2", 81),
                        new TcpEndpoint("::1", 7400),
                        new TcpEndpoint("fe80::1", 82));
    }

    @Test
    void whatIsWrittenCanBeRead() {
        assertThat(new TcpEndpoint("::1", 80)).hasToString("[::1]:80");
        assertThat(Endpoint.parse("[::1]:80")).isEqualTo(new TcpEndpoint("::1", 80));
    }

    @Test
    void aPathIsAUnixDomainSocket() {
        assertThat(Endpoint.parseAll("unix:/run/coordinator/api.sock,n1"))
                .containsExactly(new UnixEndpoint(Path.of("/run/coordinator/api.sock")), new TcpEndpoint("n1", 7400))
                .extracting(Endpoint::toString)
                .containsExactly("unix:/run/coordinator/api.sock", "n1:7400");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ":80",
                "n:",
                "n:0",
                "n:65536",
                "n:+80",
                "::1",
                "[::1",
                "[n]:80",
                "[::1]80",
                "http://n:80",
                "a_b:80",
                "unix:",
                "unix:api.sock"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Endpoint.parseAll(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
