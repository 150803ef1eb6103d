package dev.coordinator.server.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whose pages may change something. */
final class KnownHostsTest {

    private static final String HOST = "n1.example:7402";

    private final KnownHosts hosts = new KnownHosts(Set.of("n1.example"));

    /** Whoever answers for the host in plaintext need not be it. */
    @Test
    void plaintextPageOfTheSameHostChangesNothingOverTls() {
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> hosts.check(from("http://" + HOST), true));

        assertThat(refused).hasMessageContaining("may not change anything here");
        assertThatCode(() -> hosts.check(from("https://" + HOST), true)).doesNotThrowAnyException();
    }

    /** A proxy before it may speak TLS where the node doesn't. */
    @Test
    void inPlaintextPagesOfBothKindsMay() {
        assertThatCode(() -> hosts.check(from("http://" + HOST), false)).doesNotThrowAnyException();
        assertThatCode(() -> hosts.check(from("https://" + HOST), false)).doesNotThrowAnyException();
    }

    private static FullHttpRequest from(String origin) {
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.POST, "/v1/pools/p:pause", Unpooled.EMPTY_BUFFER);
        request.headers().set(HttpHeaderNames.HOST, HOST).set(HttpHeaderNames.ORIGIN, origin);
        return request;
    }
}
