package dev.coordinator.server.api.http;

import com.google.protobuf.Message;
import com.google.rpc.Code;
import dev.coordinator.v1.GetInstanceResponse;
import dev.coordinator.v1.GetPoolResponse;
import dev.coordinator.v1.Instance;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.Primary;
import dev.coordinator.v1.Role;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A question of load balancers, answered by the status of HTTP alone: 200 for yes, 503 for no. Each is a reading call with
 * another face; it takes the call's {@code consistency}.
 *
 * @param name unique among all operations
 * @param comment for the description of the API
 * @param redirects whether it can answer with the way to the primary
 */
record Probe(String name, String comment, Rpc rpc, boolean redirects, RpcAction.Translation translation) {

    static final String REDIRECT = "redirect";
    static final Set<String> SCHEMES = Set.of("http", "https");

    private static final String POOL = "/v1/pools/{pool}";
    private static final String INSTANCE = POOL + "/instances/{instance_id}";
    private static final Pattern VISIBLE = Pattern.compile("[!-~]+");
    private static final Pattern AUTHORITY =
            Pattern.compile("[A-Za-z0-9._-]+(:[0-9]{1,5})?|\\[[0-9A-Fa-f:.]+](:[0-9]{1,5})?");

    static final List<Probe> ALL = List.of(
            new Probe(
                    "IsPrimary",
                    "Whether an instance is its pool's primary: 200 while it holds the lease, also while it is asked to stop,"
                            + " else 503. For the health checks of load balancers.",
                    rpc(PoolServiceGrpc.getGetInstanceMethod(), INSTANCE + ":primary"),
                    false,
                    (request, answer) -> role(answer, Set.of(Role.ROLE_PRIMARY, Role.ROLE_DRAINING), "NOT_PRIMARY")),
            new Probe(
                    "IsStandby",
                    "Whether an instance stands by: 200 while it is heard of, may be chosen and isn't primary, else 503. For the"
                            + " health checks of load balancers.",
                    rpc(PoolServiceGrpc.getGetInstanceMethod(), INSTANCE + ":standby"),
                    false,
                    (request, answer) -> role(answer, Set.of(Role.ROLE_STANDBY), "NOT_STANDBY")),
            new Probe(
                    "GetPrimary",
                    "Who is primary of a pool: 200, or 503 while no one is. The headers Coordinator-Primary,"
                            + " Coordinator-Primary-Address and Coordinator-Epoch say it too. With the parameter redirect, http"
                            + " or https, the answer is 307 to the address that the primary reported, host:port.",
                    rpc(PoolServiceGrpc.getGetPoolMethod(), POOL + "/primary"),
                    true,
                    Probe::primary));

    Route route(Channel channel) {
        RpcAction action = new RpcAction(rpc, channel, translation);
        return new Route(rpc.http(), rpc.path(), (request, exchange) -> {
            RpcAction.requireJson(request, false);
            Map<String, List<String>> parameters =
                    new HashMap<>(request.target().parameters());
            if (redirects) {
                scheme(parameters.remove(REDIRECT));
            }
            action.call(request, parameters, exchange);
        });
    }

    @SuppressWarnings("unchecked")
    private static Rpc rpc(MethodDescriptor<?, ?> method, String path) {
        return Rpcs.of((MethodDescriptor<Message, Message>) method, HttpMethod.GET, path, "");
    }

    private static Answer role(Message answer, Set<Role> wanted, String reason) {
        Instance instance = ((GetInstanceResponse) answer).getInstance();
        boolean holds = instance.getLive() || wanted.contains(Role.ROLE_PRIMARY);
        return holds && wanted.contains(instance.getRole())
                ? Answer.json(Json.print(answer))
                : unavailable(
                        reason,
                        instance.getInstanceId() + " is " + instance.getRole()
                                + (instance.getLive() ? "" : ", and lost"));
    }

    private static Answer primary(Request request, Message answer) {
        Primary primary = ((GetPoolResponse) answer).getPool().getPrimary();
        if (primary.getInstanceId().isEmpty()) {
            return unavailable("NO_PRIMARY", "the pool has no primary at the moment");
        }
        String scheme = redirect(request);
        if (scheme.isEmpty()) {
            return Answer.json(Json.print(primary)).with(headers(primary));
        }
        if (!AUTHORITY.matcher(primary.getAddress()).matches()) {
            return unavailable(
                    "NO_ADDRESS",
                    "the primary reported " + Problem.shown(primary.getAddress())
                            + ", which is no host:port to redirect to");
        }
        Map<String, String> headers = headers(primary);
        headers.put(HttpHeaderNames.LOCATION.toString(), scheme + "://" + primary.getAddress());
        return Answer.bare(HttpResponseStatus.TEMPORARY_REDIRECT, headers);
    }

    /** Checked before. */
    private static String redirect(Request request) {
        try {
            return scheme(request.target().parameters().get(REDIRECT));
        } catch (RefusedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String scheme(@Nullable List<String> given) throws RefusedException {
        if (given == null) {
            return "";
        }
        if (given.size() > 1 || !SCHEMES.contains(given.get(0))) {
            throw new RefusedException(Problem.field(
                    "INVALID_FIELD",
                    Problem.shown(REDIRECT),
                    "must be http or https, once, not " + Problem.shown(String.join(", ", given))));
        }
        return given.get(0);
    }

    /** What an instance reports of itself is anything; a header is not. */
    private static Map<String, String> headers(Primary primary) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Coordinator-Primary", primary.getInstanceId());
        headers.put("Coordinator-Epoch", Long.toString(primary.getEpoch()));
        if (VISIBLE.matcher(primary.getAddress()).matches()) {
            headers.put("Coordinator-Primary-Address", primary.getAddress());
        }
        return headers;
    }

    private static Answer unavailable(String reason, String message) {
        return Answer.of(Problem.of(HttpResponseStatus.SERVICE_UNAVAILABLE, Code.UNAVAILABLE, reason, message)
                .with(HttpHeaderNames.RETRY_AFTER.toString(), "1"));
    }
}
