package dev.coordinator.server.api;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.coordinator.server.api.http.PlainRoute;
import java.util.List;

/** What orchestrators ask: whether the node is to be restarted, and whether it is to be sent requests. */
final class HealthPages {

    private static final String JSON = "application/json";
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private HealthPages() {}

    static List<PlainRoute> of(Health health) {
        return List.of(
                new PlainRoute(
                        "/livez",
                        (accept, taker) ->
                                taker.accept(page("live", health.hasFailed() ? List.of(Health.FAILED) : List.of()))),
                new PlainRoute("/readyz", (accept, taker) -> taker.accept(page("ready", health.troubles()))));
    }

    private static PlainRoute.Page page(String word, List<String> troubles) {
        JsonArray reasons = new JsonArray();
        troubles.forEach(reasons::add);
        JsonObject body = new JsonObject();
        body.addProperty(word, troubles.isEmpty());
        body.add("reasons", reasons);
        return new PlainRoute.Page(troubles.isEmpty() ? OK : UNAVAILABLE, JSON, body + "\n");
    }
}
