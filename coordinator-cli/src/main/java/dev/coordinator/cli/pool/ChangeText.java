package dev.coordinator.cli.pool;

import dev.coordinator.cli.text.HumanDuration;
import dev.coordinator.cli.text.LocalTime;
import dev.coordinator.cli.text.Paint;
import dev.coordinator.cli.text.Words;
import dev.coordinator.v1.Candidate;
import dev.coordinator.v1.Change;
import dev.coordinator.v1.ChangeCause;
import java.time.ZoneId;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A change in words. */
public final class ChangeText {

    private ChangeText() {}

    /** "app-2 is primary, epoch 18: expired; 4 check-ins missed; 12s without a primary". */
    public static String sentence(Change change, ZoneId zone) {
        long missed = Integer.toUnsignedLong(change.getMissedCheckIns());
        String because = Stream.of(
                        cause(change),
                        missed == 0 ? "" : Words.count(missed, "check-in") + " missed",
                        change.getVacantForMs() == 0
                                ? ""
                                : HumanDuration.rough(change.getVacantForMs()) + " without a primary")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        return what(change, zone) + (because.isEmpty() ? "" : ": " + because);
    }

    /** That an operator asked for what only operators ask for goes without saying. */
    private static String cause(Change change) {
        return change.getCause() == ChangeCause.CHANGE_CAUSE_REQUESTED ? "" : Words.of(change.getCause());
    }

    /** "by alice@laptop from 10.0.0.5: deploy 42"; without an operator, what the instance said; may be empty. */
    public static String said(Change change) {
        if (change.getActor().isEmpty()) {
            return change.getComment().isEmpty() ? "" : "in its words: " + change.getComment();
        }
        return "by " + change.getActor() + (change.getComment().isEmpty() ? "" : ": " + change.getComment());
    }

    /** How good the news is. */
    public static Paint paint(Change change) {
        return switch (change.getKind()) {
            case CHANGE_KIND_GRANTED, CHANGE_KIND_DRAIN_CALLED_OFF -> Paint.GOOD;
            case CHANGE_KIND_VACATED, CHANGE_KIND_DUAL_CLAIM, CHANGE_KIND_DUPLICATE_ID, CHANGE_KIND_POOL_DELETED ->
                Paint.BAD;
            case CHANGE_KIND_DESIGNATED,
                    CHANGE_KIND_DRAINING,
                    CHANGE_KIND_PAUSED,
                    CHANGE_KIND_CORDONED,
                    CHANGE_KIND_EVICTED,
                    CHANGE_KIND_SWITCHOVER_DROPPED,
                    CHANGE_KIND_QUIETED -> Paint.DOUBTFUL;
            default -> Paint.PLAIN;
        };
    }

    /** "app-2 (chosen), app-3 (lower priority)". */
    public static String ranking(Change change) {
        return change.getCandidatesList().stream().map(ChangeText::candidate).collect(Collectors.joining(", "));
    }

    private static String candidate(Candidate candidate) {
        return candidate.getInstanceId() + " (" + Words.of(candidate.getVerdict()) + ")";
    }

    private static String what(Change change, ZoneId zone) {
        String epoch = change.getEpoch() == 0 ? "" : ", epoch " + change.getEpoch();
        return switch (change.getKind()) {
            case CHANGE_KIND_VACATED ->
                change.getFrom() + (epoch.isEmpty() ? " is awaited no more" : " is primary no more" + epoch);
            case CHANGE_KIND_DESIGNATED -> change.getTo() + " is chosen and awaited" + after(change);
            case CHANGE_KIND_GRANTED -> change.getTo() + " is primary" + epoch + after(change);
            case CHANGE_KIND_DRAINING ->
                change.getFrom() + " is asked to stop" + epoch
                        + (change.getTo().isEmpty() ? "" : ", " + change.getTo() + " is to follow");
            case CHANGE_KIND_DRAIN_CALLED_OFF -> anyone(change) + " stays primary" + epoch;
            case CHANGE_KIND_DUAL_CLAIM -> anyone(change) + " claims an epoch that is not its own" + epoch;
            case CHANGE_KIND_POOL_CREATED -> "the pool was made";
            case CHANGE_KIND_POOL_REMOVED -> "the pool is gone";
            case CHANGE_KIND_SETTINGS_CHANGED -> "the settings were changed";
            case CHANGE_KIND_SEAT_TAKEN -> "another incarnation took the seat of " + change.getTo();
            case CHANGE_KIND_DUPLICATE_ID -> "two runs check in as " + change.getTo();
            case CHANGE_KIND_PAUSED -> "automatic moves are suspended";
            case CHANGE_KIND_RESUMED -> "automatic moves are made again";
            case CHANGE_KIND_CORDONED -> change.getTo() + " is cordoned";
            case CHANGE_KIND_UNCORDONED -> change.getTo() + " is cordoned no more";
            case CHANGE_KIND_POOL_DELETED -> "the pool was deleted";
            case CHANGE_KIND_SWITCHOVER_SCHEDULED ->
                "a switchover" + named(change) + " is scheduled" + forWhen(change, zone);
            case CHANGE_KIND_SWITCHOVER_BEGUN -> scheduled(change, zone) + " begins";
            case CHANGE_KIND_SWITCHOVER_DROPPED ->
                scheduled(change, zone)
                        + (change.getCause() == ChangeCause.CHANGE_CAUSE_REQUESTED ? " is cancelled" : " is not done");
            case CHANGE_KIND_EVICTED -> "the run of " + change.getTo() + " was ended";
            case CHANGE_KIND_QUIETED -> "nothing is granted for a while after a recovery";
            case CHANGE_KIND_UNSPECIFIED, UNRECOGNIZED -> "something this coordctl doesn't know";
        };
    }

    private static String scheduled(Change change, ZoneId zone) {
        return "the switchover" + named(change) + " that was scheduled" + forWhen(change, zone);
    }

    private static String forWhen(Change change, ZoneId zone) {
        return change.hasScheduledAt() ? " for " + LocalTime.of(change.getScheduledAt(), zone) : "";
    }

    private static String named(Change change) {
        return change.getTo().isEmpty() ? "" : " to " + change.getTo();
    }

    private static String after(Change change) {
        return change.getFrom().isEmpty() || change.getFrom().equals(change.getTo())
                ? ""
                : ", after " + change.getFrom();
    }

    private static String anyone(Change change) {
        return change.getTo().isEmpty() ? change.getFrom() : change.getTo();
    }
}
