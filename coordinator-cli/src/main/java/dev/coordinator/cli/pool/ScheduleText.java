package dev.coordinator.cli.pool;

import dev.coordinator.cli.text.HumanDuration;
import dev.coordinator.cli.text.LocalTime;
import dev.coordinator.v1.ScheduledSwitchover;
import java.time.ZoneId;

/** A switchover that is scheduled, in words. */
public final class ScheduleText {

    private ScheduleText() {}

    /** "A switchover to app-2 is scheduled at 2026-03-01T22:30:00, in 8h 12m." */
    public static String sentence(ScheduledSwitchover scheduled, ZoneId zone) {
        return "A switchover" + to(scheduled) + " is scheduled at " + when(scheduled, zone) + ".";
    }

    /** "The switchover to app-2 that alice@laptop had scheduled for 2026-03-01T22:30:00 is cancelled." */
    public static String cancelled(ScheduledSwitchover scheduled, ZoneId zone) {
        return "The switchover" + to(scheduled) + " that " + scheduled.getActor() + " had scheduled for "
                + LocalTime.of(scheduled.getAt(), zone) + " is cancelled.";
    }

    /** In a list of many: "switchover in 8h 12m". */
    public static String brief(ScheduledSwitchover scheduled) {
        return "switchover in " + HumanDuration.rough(scheduled.getRemainingMs());
    }

    /** "to app-2 at 2026-03-01T22:30:00, in 8h 12m, by alice@laptop: new kernel" */
    static String fact(ScheduledSwitchover scheduled, ZoneId zone) {
        String comment = scheduled.getComment().isEmpty() ? "" : ": " + scheduled.getComment();
        return (to(scheduled) + " at " + when(scheduled, zone)).strip() + ", by " + scheduled.getActor() + comment;
    }

    private static String to(ScheduledSwitchover scheduled) {
        return scheduled.getTo().isEmpty() ? "" : " to " + scheduled.getTo();
    }

    private static String when(ScheduledSwitchover scheduled, ZoneId zone) {
        return LocalTime.of(scheduled.getAt(), zone) + ", in " + HumanDuration.roughAtMost(scheduled.getRemainingMs());
    }
}
