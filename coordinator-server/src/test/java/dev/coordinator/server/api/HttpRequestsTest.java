package dev.coordinator.server.api;

import static dev.coordinator.server.api.HttpNode.json;
import static dev.coordinator.server.api.HttpNode.message;
import static dev.coordinator.server.api.HttpNode.reason;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.coordinator.server.replication.Failure;
import dev.coordinator.v1.GetHistoryRequest;
import dev.coordinator.v1.Instance;
import dev.coordinator.v1.ListInstancesRequest;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every call as a request, by the JDK's client. */
final class HttpRequestsTest {

    private static final String CHECK_IN = "/v1/pools/orders/instances/a:checkIn";

    private TestNode node;
    private HttpNode http;

    @BeforeEach
    void start() throws IOException {
        node = TestNode.start();
        http = new HttpNode(node);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aWholeCheckInNeedsNoBody() throws Exception {
        HttpResponse<String> response = http.post(CHECK_IN);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(response.headers().firstValue("cache-control")).contains("no-store");
        JsonObject answer = json(response);
        assertThat(answer.get("role").getAsString()).isEqualTo("ROLE_PRIMARY");
        assertThat(answer.get("epoch").getAsString()).isEqualTo("1");
        assertThat(answer.get("leaseValidMs").getAsString()).isEqualTo("108000");
        assertThat(answer.get("paused").getAsBoolean()).isFalse();
    }

    @Test
    void aBodyTakesBothFormsOfNamesAndOfNumbers() throws Exception {
        HttpResponse<String> response = http.post(CHECK_IN, """
                {"incarnation": "18", "seq": 1, "holding_epoch": "0", "priority": -5, "address": "a:80",
                 "labels": {"zone": "x"}, "info": {"n": 1.5, "list": [true, null, {"deep": "ü"}]}}""");

        assertThat(response.statusCode()).isEqualTo(200);
        Instance seat = node.pools()
                .listInstances(
                        ListInstancesRequest.newBuilder().setPool("orders").build())
                .getInstances(0);
        assertThat(seat.getIncarnation()).isEqualTo(18);
        assertThat(seat.getPriority()).isEqualTo(-5);
        assertThat(seat.getLabelsMap()).containsEntry("zone", "x");
        assertThat(seat.getInfo()
                        .getFieldsOrThrow("list")
                        .getListValue()
                        .getValues(2)
                        .getStructValue()
                        .getFieldsMap())
                .containsKey("deep");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"holdingEpoc\": 1}|holdingEpoc: is no field here",
                "{\"seq\": 1, \"seq\": 2}|seq: is there twice",
                "{\"holdingEpoch\": 1, \"holding_epoch\": 1}|holding_epoch: is there twice",
                "{\"labels\": {\"a\": \"b\", \"a\": \"c\"}}|labels.a: is there twice",
                "{\"info\": {\"x\": {\"y\": 1, \"y\": 2}}}|info.x.y: is there twice",
                "{\"electable\": \"true\"}|electable: must be true or false, not a string",
                "{\"electable\": null}|electable: must be true or false, not null; leave it out to say nothing",
                "{\"seq\": -1}|seq: must be a whole number from 0 to 18446744073709551615, not \"-1\"",
                "{\"seq\": 1.5}|seq: must be a whole number from 0 to 18446744073709551615, not \"1.5\"",
                "{\"seq\": 18446744073709551616}|seq: must be a whole number from 0 to 18446744073709551615, not \"18446744073709551616\"",
                "{\"priority\": 2147483648}|priority: must be a whole number from -2147483648 to 2147483647, not \"2147483648\"",
                "{\"supersedes\": 5}|supersedes: must be an array, not a number",
                "{\"supersedes\": [1, {}]}|supersedes[1]: must be a whole number from 0 to 18446744073709551615, not an object",
                "{\"labels\": {\"a\": 1}}|labels.a: must be a string, not a number",
                "{\"address\": \"\\ud800\"}|address: must be a string, not \"half of a surrogate pair\"",
                "{\"info\": {\"x\": 1e999}}|info.x: must be a number that a double can carry, not \"1e999\"",
                "{\"pool\": \"other\"}|pool: must be as in the path, \"orders\", not \"other\"",
                "[]|body: must be an object, not an array",
                "{} {}|body: must be JSON: ",
                "{\"seq\": 1,}|body: must be JSON: ",
                "{'seq': 1}|body: must be JSON: ",
                "{\"seq\": 01}|body: must be JSON: ",
                "{\"seq\": NaN}|body: must be JSON: ",
                "{/* */}|body: must be JSON: ",
                "{|body: must be JSON: ",
            })
    void whatABodyLeavesToGuessIsRefusedAndNamed(String body, String message) throws Exception {
        HttpResponse<String> response = http.post(CHECK_IN, body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(message(response)).startsWith(message);
        assertThat(json(response).get("code").getAsInt()).isEqualTo(3);
        assertThat(node.log.status().appliedIndex()).isZero();
    }

    @Test
    void aBodyNestsSoFarOnly() throws Exception {
        String deep = "{\"info\": " + "{\"a\":".repeat(15) + "1" + "}".repeat(15) + "}";
        String tooDeep = "{\"info\": " + "{\"a\":".repeat(20) + "1" + "}".repeat(20) + "}";

        assertThat(http.post(CHECK_IN, deep).statusCode()).isEqualTo(200);
        assertThat(http.post(CHECK_IN, tooDeep).statusCode()).isEqualTo(400);
    }

    @Test
    void aBodyIsUtf8() throws Exception {
        HttpResponse<String> response = http.send(http.to(CHECK_IN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {'{', (byte) 0xff, '}'})));

        assertThat(message(response)).isEqualTo("body: must be JSON: it is not UTF-8");
    }

    @Test
    void aBodySaysThatItIsJson() throws Exception {
        HttpResponse<String> form = http.send(http.to(CHECK_IN)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
        HttpResponse<String> packed = http.send(http.to(CHECK_IN)
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
        HttpResponse<String> charset = http.send(http.to(CHECK_IN)
                .header("Content-Type", "application/json; charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(form.statusCode()).isEqualTo(415);
        assertThat(form.headers().firstValue("accept")).contains("application/json");
        assertThat(packed.statusCode()).isEqualTo(415);
        assertThat(packed.headers().firstValue("accept-encoding")).contains("identity");
        assertThat(charset.statusCode()).isEqualTo(200);
    }

    @Test
    void namesInAPathAreDecodedAndAdmittedAsEverywhere() throws Exception {
        HttpResponse<String> good = http.post("/v1/pools/team%2Fbilling/instances/host:7400:checkIn");
        HttpResponse<String> bad = http.post("/v1/pools/%C3%BC/instances/a:checkIn");

        assertThat(good.statusCode()).isEqualTo(200);
        assertThat(json(http.get("/v1/pools/team%2Fbilling"))
                        .getAsJsonObject("pool")
                        .getAsJsonObject("primary")
                        .get("instanceId")
                        .getAsString())
                .isEqualTo("host:7400");
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(reason(bad)).isEqualTo("INVALID_FIELD");
        assertThat(message(bad)).startsWith("pool: 1 to 253 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"?consistency=CONSISTENCY_STALE", "?consistency=CONSISTENCY_STALE&limit=1&newest_first=true"})
    void parametersSayWhatTheBodyCannot(String query) throws Exception {
        http.post(CHECK_IN);

        HttpResponse<String> response = http.get("/v1/pools/orders/history" + query);

        assertThat(response.statusCode()).isEqualTo(200);
        int known = node.pools()
                .getHistory(GetHistoryRequest.newBuilder().setPool("orders").build())
                .getChangesCount();
        assertThat(json(response).getAsJsonArray("changes")).hasSize(query.contains("limit") ? 1 : known);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "limitt=1|\"limitt\": is no parameter; these are: limit, newestFirst, consistency",
                "pool=x|\"pool\": is no parameter; these are: limit, newestFirst, consistency",
                "limit=1&limit=2|\"limit\": is there twice",
                "newestFirst=true&newest_first=true|\"newest_first\": is there twice",
                "limit=|\"limit\": must be a whole number from -2147483648 to 2147483647, not \"\"",
                "newestFirst=yes|\"newestFirst\": must be true or false, not \"yes\"",
                "consistency=STALE|\"consistency\": must be one of CONSISTENCY_LINEARIZABLE, CONSISTENCY_STALE, not \"STALE\"",
            })
    void parametersAreTakenAtTheirWord(String query, String message) throws Exception {
        HttpResponse<String> response = http.get("/v1/pools/orders/history?" + query);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(message(response)).isEqualTo(message);
    }

    @Test
    void aCheckInTakesNoParameters() throws Exception {
        assertThat(message(http.post(CHECK_IN + "?electable=false")))
                .isEqualTo("\"electable\": is no parameter; this path takes none");
    }

    @Test
    void settingsAreTheBodyAndTheRestAreParameters() throws Exception {
        HttpResponse<String> response = http.send(http.to("/v1/pools/orders/settings?validateOnly=true&comment=a+b%21")
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"leaseTtlMs\": 240000}")));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).getAsJsonObject("settings").get("leaseTtlMs").getAsString())
                .isEqualTo("240000");
        assertThat(http.get("/v1/pools/orders").statusCode()).isEqualTo(404);
    }

    @Test
    void anOperatorsWordIsKeptWithTheAddressItCameFrom() throws Exception {
        http.post(CHECK_IN);

        assertThat(http.post("/v1/pools/orders:pause", "{\"requestedBy\": \"eve\"}")
                        .statusCode())
                .isEqualTo(200);

        assertThat(json(http.get("/v1/pools/orders"))
                        .getAsJsonObject("pool")
                        .getAsJsonObject("pause")
                        .get("actor")
                        .getAsString())
                .isEqualTo("eve from 127.0.0.1");
    }

    @Test
    void whatTheServiceRefusesIsToldAsItSaysIt() throws Exception {
        HttpResponse<String> unknown = http.get("/v1/pools/nowhere");
        HttpResponse<String> invalid = http.post(CHECK_IN, "{\"seq\": 1}");
        http.post(CHECK_IN, "{\"incarnation\": 1, \"seq\": 5}");
        HttpResponse<String> stale = http.post(CHECK_IN, "{\"incarnation\": 1, \"seq\": 4}");

        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(reason(unknown)).isEqualTo("UNKNOWN_POOL");
        assertThat(invalid.statusCode()).isEqualTo(400);
        assertThat(message(invalid)).isEqualTo("seq: 0 without an incarnation, not 1");
        assertThat(stale.statusCode()).isEqualTo(400);
        assertThat(reason(stale)).isEqualTo("STALE_SEQUENCE");
    }

    @Test
    void aFailureSaysWhenToTryAgain() throws Exception {
        node.log.fail(Failure.NO_LEADER);
        HttpResponse<String> noLeader = http.post(CHECK_IN);
        node.log.fail(Failure.OVERLOADED);
        HttpResponse<String> overloaded = http.post(CHECK_IN);

        assertThat(noLeader.statusCode()).isEqualTo(503);
        assertThat(reason(noLeader)).isEqualTo("NO_LEADER");
        assertThat(noLeader.headers().firstValue("retry-after")).contains("1");
        assertThat(overloaded.statusCode()).isEqualTo(429);
        assertThat(overloaded.headers().firstValue("retry-after")).contains("1");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/v1/pool/orders,GET /v1/pools/{pool}",
        "POST,/v1/pools/orders/instances/a:chekIn,POST /v1/pools/{pool}/instances/{instance_id}:checkIn",
        "GET,/v1/cluster/staus,GET /v1/cluster/status",
        "DELETE,/v1/pools/orders/,DELETE /v1/pools/{pool}",
    })
    void whatIsNoPathNamesTheNearest(String method, String path, String nearest) throws Exception {
        HttpResponse<String> response = http.send(http.to(path).method(method, HttpRequest.BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(reason(response)).isEqualTo("UNKNOWN_ROUTE");
        assertThat(message(response)).contains("the nearest is " + nearest);
    }

    @Test
    void aColonInTheLastPartIsAVerbUnlessItIsEncoded() throws Exception {
        http.post("/v1/pools/a:b/instances/i:checkIn");

        assertThat(http.get("/v1/pools/a:b").statusCode()).isEqualTo(404);
        assertThat(message(http.get("/v1/pools/a:b"))).contains("a colon in a name is %3A");
        assertThat(http.get("/v1/pools/a%3Ab").statusCode()).isEqualTo(200);
    }

    @Test
    void anotherMethodIsToldWhichAreAllowed() throws Exception {
        HttpResponse<String> get = http.get(CHECK_IN);
        HttpResponse<String> options =
                http.send(http.to("/v1/pools/orders").method("OPTIONS", HttpRequest.BodyPublishers.noBody()));

        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(get.headers().firstValue("allow")).contains("OPTIONS, POST");
        assertThat(options.statusCode()).isEqualTo(204);
        assertThat(options.headers().firstValue("allow")).contains("DELETE, GET, HEAD, OPTIONS");
    }

    @Test
    void headIsAnsweredAsGetWithoutItsBody() throws Exception {
        http.post(CHECK_IN);
        HttpResponse<String> get = http.get("/v1/pools/orders");
        HttpResponse<String> head =
                http.send(http.to("/v1/pools/orders").method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("content-length"))
                .contains(Integer.toString(get.body().getBytes(java.nio.charset.StandardCharsets.UTF_8).length));
    }

    @Test
    void aLongAnswerIsPackedForThoseWhoAskForIt() throws Exception {
        HttpRequest packed =
                http.to("/openapi.json").header("Accept-Encoding", "gzip").build();
        HttpResponse<byte[]> response =
                java.net.http.HttpClient.newHttpClient().send(packed, HttpResponse.BodyHandlers.ofByteArray());

        assertThat(response.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(new String(
                        new GZIPInputStream(new java.io.ByteArrayInputStream(response.body())).readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(http.get("/openapi.json").body());
    }

    @Test
    void thePageAndTheDescriptionAreServed() throws Exception {
        assertThat(http.get("/api").headers().firstValue("content-type")).contains("text/html; charset=utf-8");
        assertThat(http.get("/api").body()).contains("/v1/pools/{pool}/instances/{instance_id}:checkIn");
        assertThat(json(http.get("/openapi.json")).get("openapi").getAsString()).isEqualTo("3.1.0");
        assertThat(http.get("/openapi.json?x").statusCode()).isEqualTo(400);
    }
}
