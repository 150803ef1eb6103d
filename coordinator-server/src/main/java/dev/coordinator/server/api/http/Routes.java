package dev.coordinator.server.api.http;

import io.netty.handler.codec.http.HttpMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Every route, and the nearest to what is none. */
final class Routes {

    private record Key(int parts, String verb) {}

    private final List<Route> all;
    private final Map<Key, List<Route>> byShape = new HashMap<>();

    Routes(List<Route> all) {
        this.all = List.copyOf(all);
        for (Route route : all) {
            Key key = new Key(route.path().parts().size(), route.path().verb());
            byShape.merge(key, List.of(route), (one, other) -> {
                List<Route> both = new ArrayList<>(one);
                both.addAll(other);
                return List.copyOf(both);
            });
        }
    }

    List<Route> all() {
        return all;
    }

    /** A route, and what its variables stand for. */
    record Match(Route route, Map<String, String> path) {}

    /** @param method {@code HEAD} is answered as {@code GET}, without its body */
    Match find(HttpMethod method, Target target) throws RefusedException {
        HttpMethod wanted = method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method;
        for (Route route : alike(target)) {
            if (route.method().equals(wanted)) {
                Optional<Map<String, String>> path = route.path().match(target);
                if (path.isPresent()) {
                    return new Match(route, path.get());
                }
            }
        }
        List<String> allowed = allowed(target);
        throw new RefusedException(
                allowed.isEmpty()
                        ? Problem.unknownRoute(unknown(wanted, target))
                        : Problem.methodNotAllowed(method.name(), allowed));
    }

    /** The methods that a path takes; empty: it is no path. */
    List<String> allowed(Target target) {
        TreeSet<String> methods = new TreeSet<>();
        for (Route route : alike(target)) {
            if (route.path().match(target).isPresent()) {
                methods.add(route.method().name());
            }
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        if (!methods.isEmpty()) {
            methods.add("OPTIONS");
        }
        return List.copyOf(methods);
    }

    private List<Route> alike(Target target) {
        return byShape.getOrDefault(new Key(target.parts().size(), target.verb()), List.of());
    }

    private String unknown(HttpMethod method, Target target) {
        String path = "/" + String.join("/", target.parts()) + (target.verb().isEmpty() ? "" : ":" + target.verb());
        Route nearest = Nearness.nearest(all, method, target);
        String hint = target.verb().isEmpty() ? "" : "; a colon in a name is %3A in a path's last part";
        return "there is no " + Problem.shown(path) + " here; the nearest is " + nearest + hint;
    }
}
