package dev.coordinator.server.api;

import static dev.coordinator.server.api.HttpNode.json;
import static dev.coordinator.server.api.HttpNode.message;
import static dev.coordinator.server.api.HttpNode.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.server.replication.Failure;
import dev.coordinator.server.replication.LogStatus;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What load balancers and orchestrators ask. */
final class HttpProbesTest {

    private static final String A = "/v1/pools/orders/instances/a";
    private static final String B = "/v1/pools/orders/instances/b";
    private static final String PRIMARY = "/v1/pools/orders/primary";

    private TestNode node;
    private HttpNode http;

    @BeforeEach
    void start() throws Exception {
        node = TestNode.start();
        http = new HttpNode(node);
        http.post(A + ":checkIn", "{\"address\": \"127.0.0.1:80\"}");
        http.post(B + ":checkIn", "{\"address\": \"[::1]:81\"}");
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void oneIsPrimaryAndTheOtherStandsBy() throws Exception {
        assertThat(status(A + ":primary")).isEqualTo(200);
        assertThat(status(B + ":primary")).isEqualTo(503);
        assertThat(status(A + ":standby")).isEqualTo(503);
        assertThat(status(B + ":standby")).isEqualTo(200);
        assertThat(reason(http.get(B + ":primary"))).isEqualTo("NOT_PRIMARY");
        assertThat(http.get(B + ":primary").headers().firstValue("retry-after")).contains("1");
    }

    @Test
    void aPrimaryIsOneUntilItHasStopped() throws Exception {
        http.post("/v1/pools/orders:switchOver", "{\"to\": \"b\"}");
        assertThat(status(A + ":primary")).isEqualTo(200);

        http.post(A + ":checkIn", "{\"holdingEpoch\": 0}");
        assertThat(status(A + ":primary")).isEqualTo(503);
        http.post(B + ":checkIn");
        assertThat(status(B + ":primary")).isEqualTo(200);
    }

    @Test
    void oneThatIsLostStandsByNoMore() throws Exception {
        node.log.pass(100_000);
        http.post(A + ":checkIn");
        node.log.pass(60_000);

        assertThat(status(B + ":standby")).isEqualTo(503);
        assertThat(message(http.get(B + ":standby"))).isEqualTo("b is ROLE_STANDBY, and lost");
    }

    @Test
    void whatIsNotKnownIsNotFound() throws Exception {
        assertThat(reason(http.get("/v1/pools/orders/instances/c:primary"))).isEqualTo("UNKNOWN_INSTANCE");
        assertThat(reason(http.get("/v1/pools/none/instances/c:primary"))).isEqualTo("UNKNOWN_POOL");
        assertThat(reason(http.get("/v1/pools/none/primary"))).isEqualTo("UNKNOWN_POOL");
    }

    @Test
    void thePrimaryIsNamedInTheBodyAndInHeaders() throws Exception {
        HttpResponse<String> response = http.get(PRIMARY);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).get("instanceId").getAsString()).isEqualTo("a");
        assertThat(response.headers().firstValue("coordinator-primary")).contains("a");
        assertThat(response.headers().firstValue("coordinator-primary-address")).contains("127.0.0.1:80");
        assertThat(response.headers().firstValue("coordinator-epoch")).contains("1");
    }

    @Test
    void aRedirectGoesToTheAddressThatThePrimaryReported() throws Exception {
        HttpResponse<String> first = http.get(PRIMARY + "?redirect=https");
        http.post(A + ":checkIn", "{\"release\": true}");
        HttpResponse<String> none = http.get(PRIMARY + "?redirect=http");
        http.post(B + ":checkIn", "{\"address\": \"[::1]:81\"}");

        assertThat(first.statusCode()).isEqualTo(307);
        assertThat(first.headers().firstValue("location")).contains("https://127.0.0.1:80");
        assertThat(none.statusCode()).isEqualTo(503);
        assertThat(reason(none)).isEqualTo("NO_PRIMARY");
        assertThat(http.get(PRIMARY + "?redirect=http").headers().firstValue("location"))
                .contains("http://[::1]:81");
        assertThat(message(http.get(PRIMARY + "?redirect=ftp")))
                .isEqualTo("\"redirect\": must be http or https, once, not \"ftp\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x y", "evil\\r\\nSet-Cookie: a", "a@b", "host:80/path", "ü"})
    void anAddressThatIsNoneIsNoHeader(String address) throws Exception {
        http.post(A + ":checkIn", "{\"address\": \"" + address + "\"}");

        HttpResponse<String> plain = http.get(PRIMARY);
        HttpResponse<String> redirect = http.get(PRIMARY + "?redirect=http");

        assertThat(plain.statusCode()).isEqualTo(200);
        assertThat(plain.headers().firstValue("set-cookie")).isEmpty();
        assertThat(redirect.statusCode()).isEqualTo(503);
        assertThat(reason(redirect)).isEqualTo("NO_ADDRESS");
    }

    @Test
    void withoutALeaderOnlyWhatMayBeStaleIsAnswered() throws Exception {
        node.log.fail(Failure.NO_LEADER);

        assertThat(status(A + ":primary")).isEqualTo(503);
        assertThat(reason(http.get(A + ":primary"))).isEqualTo("NO_LEADER");
        assertThat(status(A + ":primary?consistency=CONSISTENCY_STALE")).isEqualTo(200);
    }

    @Test
    void readinessSaysWhatIsMissing() throws Exception {
        assertThat(http.get("/readyz").body()).isEqualTo("{\"ready\":true,\"reasons\":[]}\n");
        assertThat(status("/livez")).isEqualTo(200);

        node.log.become(LogStatus.Role.CANDIDATE, Optional.empty());
        assertThat(status("/readyz")).isEqualTo(503);
        assertThat(http.get("/readyz").body()).contains("no node leads");
        assertThat(status("/livez")).isEqualTo(200);

        node.log.become(LogStatus.Role.FAILED, Optional.empty());
        assertThat(status("/livez")).isEqualTo(503);
        assertThat(http.get("/livez").body()).contains("the node has failed");
    }

    private int status(String path) throws IOException, InterruptedException {
        return http.get(path).statusCode();
    }
}
