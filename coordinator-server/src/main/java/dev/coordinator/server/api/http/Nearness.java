package dev.coordinator.server.api.http;

import io.netty.handler.codec.http.HttpMethod;
import java.util.Comparator;
import java.util.List;

/** How far a path that is none is from those that are. */
final class Nearness {

    private static final int MOST_CHARACTERS = 32;
    private static final int PART_MISSING = 6;

    private Nearness() {}

    /** @param routes at least one */
    static Route nearest(List<Route> routes, HttpMethod method, Target target) {
        return routes.stream()
                .min(Comparator.comparingInt(route ->
                        2 * distance(route.path(), target) + (route.method().equals(method) ? 0 : 1)))
                .orElseThrow();
    }

    private static int distance(PathTemplate path, Target target) {
        int most = Math.max(path.parts().size(), target.parts().size());
        int distance = edits(path.verb(), target.verb());
        for (int i = 0; i < most; i++) {
            boolean both = i < path.parts().size() && i < target.parts().size();
            distance += both ? distance(path.parts().get(i), target.parts().get(i)) : PART_MISSING;
        }
        return distance;
    }

    private static int distance(String part, String given) {
        boolean fits = PathTemplate.isVariable(part) ? !given.isEmpty() : part.equals(given);
        if (fits) {
            return 0;
        }
        return PathTemplate.isVariable(part) ? PART_MISSING : edits(part, given);
    }

    /** How many characters to add, drop or change; of long texts only the beginnings count. */
    private static int edits(String one, String other) {
        String from = one.substring(0, Math.min(one.length(), MOST_CHARACTERS));
        String to = other.substring(0, Math.min(other.length(), MOST_CHARACTERS));
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
