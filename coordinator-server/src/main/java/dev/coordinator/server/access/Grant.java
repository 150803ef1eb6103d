package dev.coordinator.server.access;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What some may do.
 *
 * @param to their names
 * @param pools where; patterns may refer to the one who asks
 * @param instances for whom they may check in; empty: for nobody
 */
record Grant(List<Glob> to, Set<Verb> may, List<Template> pools, List<Template> instances) {

    Grant {
        to = List.copyOf(to);
        may = withIncluded(may);
        pools = List.copyOf(pools);
        instances = List.copyOf(instances);
    }

    /** What it comes to for one; empty: nothing. */
    Optional<Permissions.Rule> of(Principal principal) {
        return Glob.any(to, principal.name())
                ? Optional.of(new Permissions.Rule(may, globs(pools, principal), globs(instances, principal)))
                : Optional.empty();
    }

    private static Set<Verb> withIncluded(Set<Verb> may) {
        return Arrays.stream(Verb.values())
                .filter(wanted -> may.stream().anyMatch(verb -> verb.includes(wanted)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<Glob> globs(List<Template> templates, Principal principal) {
        return templates.stream()
                .flatMap(template -> template.glob(principal::value).stream())
                .toList();
    }
}
