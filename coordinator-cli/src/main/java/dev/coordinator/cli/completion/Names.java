package dev.coordinator.cli.completion;

import java.util.List;

/** The names that a cluster knows. */
interface Names {

    /** Some of the pools whose names start so, in order; none where the cluster doesn't tell at once. */
    List<String> pools(String prefix);

    /** Some of a pool's instances; none where the cluster doesn't tell at once. */
    List<String> instances(String pool);
}
