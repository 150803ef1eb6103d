package dev.coordinator.cli.pool;

import dev.coordinator.cli.text.Cell;
import dev.coordinator.cli.text.HumanDuration;
import dev.coordinator.cli.text.Paint;
import dev.coordinator.cli.text.Table;
import dev.coordinator.cli.text.Words;
import dev.coordinator.v1.Candidate;
import dev.coordinator.v1.CandidateVerdict;
import dev.coordinator.v1.ChangeKind;
import dev.coordinator.v1.ExplainResponse;
import dev.coordinator.v1.Pool;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What would happen, in words. */
public final class ExplainText {

    private final ExplainResponse answer;
    private final Pool pool;
    private final ZoneId zone;

    ExplainText(ExplainResponse answer, ZoneId zone) {
        this.answer = answer;
        this.zone = zone;
        this.pool = answer.getPool();
    }

    /** The answer first, then what else is in force, a line each. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        sentences.add(answer.getNext().isEmpty() ? nobody() : somebody());
        if (answer.getDelayMs() > 0) {
            sentences.add(delay());
        }
        if (pool.getPaused()) {
            sentences.add("Automatic moves are suspended " + SuspensionText.of(pool.getPause()) + ".");
        }
        if (pool.hasScheduledSwitchover()) {
            sentences.add(ScheduleText.sentence(pool.getScheduledSwitchover(), zone));
        }
        if (!pool.getTarget().isEmpty()) {
            sentences.add(pool.getTarget() + " is named to be next.");
        }
        if (pool.getCallOffInMs() > 0) {
            sentences.add(primary() + " is asked to stop, and stays if it hasn't within "
                    + HumanDuration.roughAtMost(pool.getCallOffInMs()) + ".");
        }
        if (pool.getGrantsNothingForMs() > 0) {
            sentences.add("Nothing is granted for another "
                    + HumanDuration.roughAtMost(pool.getGrantsNothingForMs()) + " after a "
                    + (Words.of(pool.getState()).equals("deleted") ? "deletion" : "recovery") + ".");
        }
        return sentences;
    }

    private String somebody() {
        String when = answer.hasWorstCaseMs()
                ? "within " + HumanDuration.roughAtMost(answer.getWorstCaseMs())
                : "but not by itself";
        return pool.hasPrimary()
                ? "If " + primary() + " died now, " + answer.getNext() + " would be primary " + when + "."
                : pool.getName() + " has no primary; " + answer.getNext() + " will be " + when + ".";
    }

    private String nobody() {
        String who = pool.hasPrimary()
                ? "If " + primary() + " died now, no one would take over: "
                : pool.getName() + " has no primary and gets none by itself: ";
        return who
                + switch (answer.getObstacle()) {
                    case OBSTACLE_PAUSED ->
                        "the pool is paused, and only the one that held the lease last may take it. To end that: coordctl resume "
                                + pool.getName() + ".";
                    case OBSTACLE_BOOTSTRAPPING ->
                        "it waits for " + Words.count(pool.getSettings().getMinCandidates(), "candidate")
                                + " before its first grant, and there are " + pool.getSuccessors()
                                + ". To go on without: coordctl failover " + pool.getName() + ".";
                    default -> "no other instance is live, electable and not cordoned.";
                };
    }

    private String delay() {
        String why = switch (answer.getDelayedBy()) {
            case OBSTACLE_PAUSED -> "the pool is paused";
            case OBSTACLE_BOOTSTRAPPING ->
                "it waits for " + Words.count(pool.getSettings().getMinCandidates(), "candidate")
                        + " before its first grant";
            default -> "no other instance would be live, electable and not cordoned";
        };
        return "For " + HumanDuration.roughAtMost(answer.getDelayMs()) + " of that nobody could follow: " + why + ".";
    }

    private String primary() {
        return pool.getPrimary().getInstanceId();
    }

    /** What time alone changes on the way; empty when that is no more than that the lease ends and somebody is chosen. */
    Optional<Table> course() {
        boolean isPlain = answer.getCourseList().stream()
                .map(each -> each.getChange().getKind())
                .allMatch(kind -> kind == ChangeKind.CHANGE_KIND_VACATED || kind == ChangeKind.CHANGE_KIND_DESIGNATED);
        Table table = new Table("IN", "WHAT");
        answer.getCourseList()
                .forEach(each -> table.add(List.of(
                        Cell.of(HumanDuration.roughAtMost(each.getInMs())),
                        new Cell(ChangeText.sentence(each.getChange(), zone), ChangeText.paint(each.getChange())))));
        return isPlain ? Optional.empty() : Optional.of(table);
    }

    /** Candidates as they rank, with what decides the place of each. */
    public static Table table(List<Candidate> candidates) {
        Table table = new Table("CANDIDATE", "WHY");
        candidates.forEach(candidate -> {
            boolean chosen = candidate.getVerdict() == CandidateVerdict.CANDIDATE_VERDICT_CHOSEN;
            table.add(List.of(
                    Cell.of(candidate.getInstanceId()),
                    new Cell(why(candidate.getVerdict()), chosen ? Paint.GOOD : Paint.PLAIN)));
        });
        return table;
    }

    private static String why(CandidateVerdict verdict) {
        return switch (verdict) {
            case CANDIDATE_VERDICT_CHOSEN -> "would be primary";
            case CANDIDATE_VERDICT_LOST -> "is not heard of any more";
            case CANDIDATE_VERDICT_UNELECTABLE -> "says that it must not be primary";
            case CANDIDATE_VERDICT_LEFT -> "has left";
            case CANDIDATE_VERDICT_YIELDED -> "gave the lease up a moment ago";
            case CANDIDATE_VERDICT_STALE -> "is overdue with its check-in";
            case CANDIDATE_VERDICT_LOWER_PRIORITY -> "has a lower priority";
            case CANDIDATE_VERDICT_MORE_LOSSES -> "was lost more often of late";
            case CANDIDATE_VERDICT_LIVE_SHORTER -> "has been live for a shorter time";
            case CANDIDATE_VERDICT_LATER_ID -> "is equal in everything else, and its id sorts later";
            case CANDIDATE_VERDICT_CORDONED -> "is cordoned by an operator";
            case CANDIDATE_VERDICT_PAUSED -> "did not hold the lease last, and the pool is paused";
            case CANDIDATE_VERDICT_NOT_THE_TARGET -> "another was named to be next";
            case CANDIDATE_VERDICT_EVICTED -> "was evicted by an operator";
            case CANDIDATE_VERDICT_NOT_ITS_TURN -> "ranks higher, but another was chosen before";
            case CANDIDATE_VERDICT_UNSPECIFIED, UNRECOGNIZED -> "for a reason this coordctl doesn't know";
        };
    }
}
