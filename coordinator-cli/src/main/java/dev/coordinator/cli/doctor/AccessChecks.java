package dev.coordinator.cli.doctor;

import dev.coordinator.cli.cluster.AccessSigns;
import dev.coordinator.v1.StatusResponse;
import java.util.stream.Stream;

/** What is looked at in who may do what. */
final class AccessChecks {

    private AccessChecks() {}

    static Stream<Finding> limits(Picture picture) {
        return picture.answers().flatMap(AccessChecks::limits);
    }

    private static Stream<Finding> limits(StatusResponse status) {
        Stream<Finding> unlimited = AccessSigns.unlimited(status)
                .map(what -> Finding.warning(
                        status.getNodeId(), what, "name a file of rules in api.access, as docs/security.md says"))
                .stream();
        Stream<Finding> failing = AccessSigns.failing(status)
                .map(what -> Finding.warning(status.getNodeId(), what, "mend the file; it is looked at every second"))
                .stream();
        return Stream.concat(unlimited, failing);
    }
}
