package dev.coordinator.server.node;

import dev.coordinator.server.api.backup.Backup;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What a state holds, in a sentence. */
final class BackupWords {

    private BackupWords() {}

    static String contents(Backup backup) {
        return counted(backup.image().pools().size(), "pool") + ", " + counted(backup.instances(), "instance")
                + ", highest epoch " + backup.image().lastEpoch();
    }

    private static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    static String time(long wallMillis) {
        return Instant.ofEpochMilli(wallMillis).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** How long ago, to the two largest units. */
    static String age(long wallMillis, long nowMillis) {
        Duration age = Duration.ofMillis(Math.max(0, nowMillis - wallMillis));
        if (age.toDays() > 0) {
            return age.toDays() + " d " + age.toHoursPart() + " h";
        }
        if (age.toHours() > 0) {
            return age.toHours() + " h " + age.toMinutesPart() + " min";
        }
        return age.toMinutes() > 0 ? age.toMinutes() + " min " + age.toSecondsPart() + " s" : age.toSeconds() + " s";
    }
}
