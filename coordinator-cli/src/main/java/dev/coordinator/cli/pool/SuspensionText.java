package dev.coordinator.cli.pool;

import dev.coordinator.cli.text.HumanDuration;
import dev.coordinator.v1.Suspension;

/** A pause or a cordon in words. */
public final class SuspensionText {

    private SuspensionText() {}

    /** "by alice@laptop from 10.0.0.5: disk swap; for another 40m". */
    public static String of(Suspension suspension) {
        String comment = suspension.getComment().isEmpty() ? "" : ": " + suspension.getComment();
        String until = suspension.hasRemainingMs()
                ? "for another " + HumanDuration.roughAtMost(suspension.getRemainingMs())
                : "until it is ended";
        return "by " + suspension.getActor() + comment + "; " + until;
    }
}
