package dev.coordinator.server.api.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a request is for: {@code /v1/pools/billing/instances/a:checkIn?x=y}.
 *
 * <p>A colon in the last part begins a verb, always; in a name it is written {@code %3A} there. So a verb that a later
 * release adds never changes what a path means.
 *
 * @param parts of the path, still encoded, without the verb
 * @param verb empty: none
 * @param query still encoded
 */
record Target(List<String> parts, String verb, String query) {

    private static final int MOST_PARAMETERS = 32;

    static Target parse(String text) throws RefusedException {
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each <= ' ' || each >= 0x7f || each == '#' || each == '\\') {
                throw new RefusedException(Problem.badRequest(
                        "the request's target has a character that must be percent-encoded, at " + i));
            }
        }
        String path = withoutAuthority(text);
        int question = path.indexOf('?');
        String query = question < 0 ? "" : path.substring(question + 1);
        String all = question < 0 ? path : path.substring(0, question);
        if (!all.startsWith("/")) {
            throw new RefusedException(
                    Problem.badRequest("the request's target begins with /, not " + Problem.shown(text)));
        }
        int verb = all.indexOf(':', all.lastIndexOf('/')) < 0 ? all.length() : all.lastIndexOf(':');
        return new Target(
                List.of(all.substring(1, verb).split("/", -1)),
                verb == all.length() ? "" : all.substring(verb + 1),
                query);
    }

    /** Proxies may name the server too. */
    private static String withoutAuthority(String text) {
        for (String scheme : List.of("http://", "https://")) {
            if (text.regionMatches(true, 0, scheme, 0, scheme.length())) {
                int path = text.indexOf('/', scheme.length());
                return path < 0 ? "/" : text.substring(path);
            }
        }
        return text;
    }

    /** The query's parameters, decoded, in order. */
    Map<String, List<String>> parameters() throws RefusedException {
        if (query.isEmpty()) {
            return Map.of();
        }
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        String[] each = query.split("&", MOST_PARAMETERS + 1);
        if (each.length > MOST_PARAMETERS) {
            throw new RefusedException(
                    Problem.field("INVALID_FIELD", "query", "at most " + MOST_PARAMETERS + " parameters"));
        }
        for (String parameter : each) {
            int equals = parameter.indexOf('=');
            String name = Percent.decode("query", equals < 0 ? parameter : parameter.substring(0, equals), true);
            String value = equals < 0 ? "" : Percent.decode(name, parameter.substring(equals + 1), true);
            parameters.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
        }
        return parameters;
    }
}
