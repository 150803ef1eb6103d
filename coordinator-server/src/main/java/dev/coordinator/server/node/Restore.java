package dev.coordinator.server.node;

import dev.coordinator.server.api.backup.Backup;
import dev.coordinator.server.api.backup.Origin;
import dev.coordinator.server.api.backup.StoredBackup;
import dev.coordinator.server.lease.Actor;
import dev.coordinator.server.lease.Recovery;
import dev.coordinator.server.lease.StateImage;
import dev.coordinator.server.lease.Violation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;

/**
 * One restore of one backup: the same on every node of the new cluster, for the cluster's id says when it was begun and of
 * what.
 */
record Restore(StoredBackup stored, RestoreOptions options, RestoredId id) {

    /** Whoever restores later than this begins another cluster: the id may have served already, epochs and all. */
    private static final Duration LONGEST = Duration.ofHours(24);

    private static final Duration MOST_CLOCK_DIFFERENCE = Duration.ofMinutes(5);

    /** A new one, of {@code stored}. */
    static Restore begin(StoredBackup stored, RestoreOptions options, long wallMillis) {
        return new Restore(stored, options, new RestoredId(wallMillis, mark(stored, options, wallMillis)));
    }

    /**
     * The one that {@code clusterId} was drawn for.
     *
     * @throws CommandRefusal if it was drawn for none, or another, or too long ago
     */
    static Restore resume(String clusterId, StoredBackup stored, RestoreOptions options, long wallMillis)
            throws CommandRefusal {
        RestoredId id = RestoredId.parse(clusterId)
                .orElseThrow(() -> refusal("cluster.id: \"" + clusterId
                        + "\" was not drawn for a restore. Draw one, once for the whole cluster:"
                        + " coordinator-server new-cluster-id --restore BACKUP"));
        if (!id.mark().equals(mark(stored, options, id.drawnMillis()))) {
            throw refusal("cluster.id: " + clusterId + " was drawn for another file, or with other options than this"
                    + " restore's ("
                    + (options.text().isEmpty() ? "none" : options.text().strip())
                    + "). Every node of a cluster is restored from the same file in the same way");
        }
        Duration age = Duration.between(Instant.ofEpochMilli(id.drawnMillis()), Instant.ofEpochMilli(wallMillis));
        if (age.compareTo(LONGEST) > 0) {
            throw refusal("cluster.id: " + clusterId + " was drawn " + age.toHours()
                    + " h ago, and may have served already. Draw a new one for a new restore. A node that is to be"
                    + " added to a cluster that runs is never restored");
        }
        if (age.compareTo(MOST_CLOCK_DIFFERENCE.negated()) < 0) {
            throw refusal(
                    "cluster.id: " + clusterId + " was drawn " + age.negated().toSeconds()
                            + " s in the future of this machine's clock. Correct the clock that is wrong; if it is the other"
                            + " machine's, draw a new id");
        }
        return new Restore(stored, options, id);
    }

    private static String mark(StoredBackup stored, RestoreOptions options, long drawnMillis) {
        return stored.mark(drawnMillis + " " + options.epochFloor() + " " + options.unsafeNow());
    }

    /**
     * The state that the new cluster begins with.
     *
     * @throws CommandRefusal if the clock is behind the backup, or epochs would reach their end
     */
    StateImage state() throws IOException {
        Recovery recovery =
                new Recovery(id.drawnMillis(), options.epochFloor(), options.unsafeNow(), actor(stored.backup()));
        Recovery.Outcome outcome = recovery.of(stored.backup().image());
        if (outcome instanceof Recovery.Outcome.Refused refused) {
            throw refusal(refused.violations().stream().map(Restore::sentence).collect(Collectors.joining("\n")));
        }
        return ((Recovery.Outcome.Recovered) outcome).image();
    }

    private static String sentence(Violation violation) {
        return switch (violation.field()) {
            case "wall_clock_ms" ->
                "the clock of the machine that drew the id was behind the backup: " + violation.value() + " ms, not "
                        + violation.limit() + "; correct it and draw a new id";
            case "epoch_floor" -> "--epoch-floor: " + violation.limit() + ", not " + violation.value();
            default -> violation.field() + ": " + violation.limit() + ", not " + violation.value();
        };
    }

    private static Actor actor(Backup backup) {
        Origin origin = backup.origin();
        return new Actor("restore", "entry " + origin.logIndex() + " of cluster " + origin.clusterId());
    }

    private static CommandRefusal refusal(String why) {
        return new CommandRefusal(ExitStatus.USAGE, why);
    }
}
