package dev.coordinator.server.lease.scenario;

import dev.coordinator.server.lease.AppointmentView;
import dev.coordinator.server.lease.Candidate;
import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Explanation;
import dev.coordinator.server.lease.Incarnation;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.InstanceView;
import dev.coordinator.server.lease.PoolSettings;
import dev.coordinator.server.lease.PoolView;
import dev.coordinator.server.lease.PrimaryView;
import dev.coordinator.server.lease.Reign;
import dev.coordinator.server.lease.Suspension;
import dev.coordinator.server.lease.Tenure;
import dev.coordinator.server.lease.Trigger;
import dev.coordinator.server.lease.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What came of a step, in lines that a person reads. */
final class Telling {

    private Telling() {}

    static String decision(String who, Decision decision) {
        if (decision instanceof Decision.Answer answer) {
            return who + ": " + answer(answer);
        }
        if (decision instanceof Decision.Departed departed) {
            return who + ": has left"
                    + departed.ended().map(epoch -> ", ending epoch " + epoch).orElse("");
        }
        if (decision instanceof Decision.SettingsInForce settings) {
            return who + ": in force: " + settings(settings.settings());
        }
        if (decision instanceof Decision.Operated operated) {
            return who + ": done; "
                    + operated.primary().map(id -> "primary " + id).orElse("no primary")
                    + operated.successor().map(id -> ", then " + id).orElse("")
                    + (operated.withinMillis().isPresent()
                            ? ", within " + Span.text(operated.withinMillis().getAsLong())
                            : "");
        }
        if (decision instanceof Decision.Refused refused) {
            return who + ": refused (" + words(refused.refusal()) + "): " + refusal(refused.violations());
        }
        return who + ": " + words(decision.getClass().getSimpleName());
    }

    static String refusal(List<Violation> violations) {
        return violations.stream()
                .map(each -> each.field() + " is to be " + each.limit() + ", not " + each.value())
                .collect(Collectors.joining("; "));
    }

    private static String answer(Decision.Answer answer) {
        StringBuilder line = new StringBuilder(answer.role().toString());
        line.append(" (").append(words(answer.reason())).append(")");
        answer.supersededBy()
                .ifPresent(by -> line.append(" by ")
                        .append(name(answer.instance(), by.incarnation()))
                        .append(by.address().isEmpty() ? "" : " at " + by.address()));
        answer.grip()
                .epoch()
                .ifPresent(epoch -> line.append(", epoch ")
                        .append(epoch)
                        .append(", valid ")
                        .append(Span.text(answer.grip().validMillis())));
        answer.stepDownWithinMillis()
                .ifPresent(within -> line.append(", to stop within ").append(Span.text(within)));
        line.append(answer.nonce() == 0 ? "" : ", nonce " + answer.nonce());
        line.append(", next in ")
                .append(answer.next().exact() ? "" : "~")
                .append(Span.text(answer.next().millis()));
        line.append(answer.paused() ? "; paused" : "").append(seen(answer));
        if (!answer.nextInLine().isEmpty()) {
            line.append("; in line ").append(names(answer.nextInLine()));
        }
        return line.toString();
    }

    /** The primary as all see it, unless that is the one who is answered. */
    private static String seen(Decision.Answer answer) {
        if (answer.primary().isEmpty()) {
            return "; no primary";
        }
        PrimaryView primary = answer.primary().get();
        boolean isReceiver = answer.grip().epoch().equals(Optional.of(primary.epoch()));
        return (isReceiver ? "" : "; primary " + primary.instance() + ", epoch " + primary.epoch())
                + (primary.address().isEmpty() ? "" : ", at " + primary.address())
                + (primary.confirmed() ? ", confirmed" : "");
    }

    static String change(Change change) {
        StringBuilder line = new StringBuilder(change.pool().equals(Cast.POOL) ? "" : "in " + change.pool() + ": ");
        line.append(words(change.kind()));
        line.append(trigger(change.trigger()));
        if (change.from().isPresent() || change.to().isPresent()) {
            line.append(": ").append(change.from().map(InstanceId::value).orElse("nobody"));
            line.append(" -> ").append(change.to().map(InstanceId::value).orElse("nobody"));
        }
        line.append(change.epoch() == 0 ? "" : ", epoch " + change.epoch());
        line.append(
                change.vacantForMillis() == 0
                        ? ""
                        : ", after " + Span.text(change.vacantForMillis()) + " without a primary");
        if (!change.candidates().isEmpty()) {
            line.append("; ")
                    .append(change.candidates().stream().map(Telling::candidate).collect(Collectors.joining(", ")));
        }
        return line.toString();
    }

    /** The cause, who asked for it and why, and what was missed. */
    private static String trigger(Trigger trigger) {
        List<String> parts = new ArrayList<>();
        String comment = trigger.actor().comment();
        if (trigger.cause() != ChangeCause.NONE || !comment.isEmpty()) {
            String by = trigger.actor().name().isEmpty()
                    ? ""
                    : " by " + trigger.actor().name();
            String cause = trigger.cause() == ChangeCause.NONE ? "" : words(trigger.cause()) + by;
            parts.add(cause + (cause.isEmpty() || comment.isEmpty() ? "" : ": ") + comment);
        }
        if (trigger.missedCheckIns() > 0) {
            parts.add("missed check-ins: " + trigger.missedCheckIns());
        }
        return parts.isEmpty() ? "" : " (" + String.join("; ", parts) + ")";
    }

    private static String candidate(Candidate candidate) {
        return candidate.instance() + " " + words(candidate.verdict());
    }

    /** @param forgotten what is to be added to cluster time to get the story's */
    static String tenure(PoolView pool, long forgotten) {
        String pause = pool.pause().map(each -> "; paused" + remaining(each)).orElse("");
        String later = pool.appointment().map(Telling::appointment).orElse("");
        return tenure(pool.tenure(), forgotten) + pause + later;
    }

    private static String tenure(Tenure tenure, long forgotten) {
        if (tenure instanceof Tenure.Held held) {
            return "held by " + lease(held, forgotten);
        }
        if (tenure instanceof Tenure.Draining draining) {
            return "draining (" + words(draining.cause()) + ")" + target(draining.successor())
                    + (draining.callOffAt().equals(ClusterTime.NEVER)
                            ? ""
                            : ", called off at "
                                    + Span.text(draining.callOffAt().millis() + forgotten))
                    + ", held by " + lease(draining.held(), forgotten);
        }
        if (tenure instanceof Tenure.Designated designated) {
            return name(designated.instance(), designated.incarnation()) + " is awaited";
        }
        if (tenure instanceof Tenure.Vacant vacant) {
            return "vacant (" + words(vacant.trigger().cause()) + ")" + target(vacant.target());
        }
        if (tenure instanceof Tenure.Quiet quiet) {
            return "quiet until " + Span.text(quiet.until().millis() + forgotten);
        }
        if (tenure instanceof Tenure.Deleted deleted) {
            return "deleted, grants nothing until " + Span.text(deleted.until().millis() + forgotten);
        }
        return "bootstrapping";
    }

    private static String target(Optional<InstanceId> target) {
        return target.map(id -> " for " + id).orElse("");
    }

    private static String appointment(AppointmentView appointment) {
        return "; to be handed over" + appointment.to().map(id -> " to " + id).orElse("") + " at "
                + Span.text(appointment.atWallMillis());
    }

    private static String remaining(Suspension suspension) {
        return suspension.remainingMillis().isPresent()
                ? " for " + Span.text(suspension.remainingMillis().getAsLong())
                : "";
    }

    private static String lease(Tenure.Held held, long forgotten) {
        Reign reign = held.reign();
        return name(reign.primary(), reign.incarnation()) + ", epoch " + reign.epoch() + ", until "
                + Span.text(held.deadline().millis() + forgotten);
    }

    static String seat(InstanceView seat) {
        StringBuilder line = new StringBuilder(name(seat.id(), seat.incarnation()));
        line.append(": ").append(seat.left() ? "left" : seat.live() ? "live" : "lost");
        line.append(seat.live() ? " for " + Span.text(seat.liveForMillis()) : "");
        line.append(seat.live() && !seat.fresh() ? ", stale" : "");
        line.append(seat.live() ? ", " + seat.role() : "");
        line.append(", heard of ")
                .append(Span.text(seat.lastCheckInAgoMillis()))
                .append(" ago");
        line.append(seat.recentLosses() == 0 ? "" : ", recent losses " + seat.recentLosses());
        line.append(seat.eviction().isPresent() ? ", evicted" : "");
        seat.cordon().ifPresent(cordon -> line.append(", cordoned").append(remaining(cordon)));
        seat.dispute()
                .ifPresent(dispute -> line.append("; disputed by ")
                        .append(dispute.other())
                        .append(", has it: ")
                        .append(dispute.owner()));
        return line.toString();
    }

    static List<String> explanation(Explanation explanation) {
        String next = explanation.next().map(id -> "next is " + id).orElse("nobody is next");
        String worst = explanation.worstCaseMillis().isPresent()
                ? ", worst case " + Span.text(explanation.worstCaseMillis().getAsLong())
                : "";
        String why =
                explanation.obstacle() == Explanation.Obstacle.NONE ? "" : " (" + words(explanation.obstacle()) + ")";
        String ranked =
                explanation.candidates().stream().map(Telling::candidate).collect(Collectors.joining(", "));
        List<String> lines = new ArrayList<>();
        lines.add(next + worst + why + delay(explanation) + (ranked.isEmpty() ? "" : "; " + ranked));
        explanation
                .course()
                .forEach(each -> lines.add("in " + Span.text(each.inMillis()) + " " + change(each.change())));
        lines.add("could take over: " + explanation.pool().successors());
        return lines;
    }

    private static String delay(Explanation explanation) {
        return explanation.delayedBy() == Explanation.Obstacle.NONE
                ? ""
                : ", nobody for " + Span.text(explanation.delayMillis()) + " (" + words(explanation.delayedBy()) + ")";
    }

    private static String settings(PoolSettings settings) {
        return "interval " + Span.text(settings.checkInIntervalMillis()) + ", ttl "
                + Span.text(settings.leaseTtlMillis()) + ", margin "
                + Span.text(settings.safetyMarginMillis()) + ", retention "
                + Span.text(settings.retentionMillis()) + ", flap window "
                + Span.text(settings.flapWindowMillis()) + ", candidates "
                + settings.minCandidates() + ", wait "
                + Span.text(settings.bootstrapWaitMillis()) + ", drain timeout "
                + Span.text(settings.drainTimeoutMillis()) + ", failback "
                + (settings.failback() ? "on" : "off") + ", hold down "
                + Span.text(settings.holdDownMillis());
    }

    static String name(InstanceId id, Incarnation run) {
        return run.isBare() ? "bare " + id : run.bits() == 1 ? id.value() : id + "#" + run.bits();
    }

    private static String names(List<InstanceId> ids) {
        return ids.stream().map(InstanceId::value).collect(Collectors.joining(", "));
    }

    /** A constant's name as words. */
    private static String words(Object constant) {
        return constant.toString().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
