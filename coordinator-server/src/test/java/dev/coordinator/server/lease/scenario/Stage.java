package dev.coordinator.server.lease.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.server.lease.Actor;
import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.LeaseMachine;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.PoolView;
import dev.coordinator.server.lease.Recovery;
import dev.coordinator.server.lease.Stamp;
import dev.coordinator.server.lease.StateImage;
import dev.coordinator.server.lease.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Plays a story, step by step.
 *
 * <p>Times in a story are those of an onlooker. Cluster time is the same, less what leader changes made it forget.
 */
final class Stage {

    private final Nodes nodes = new Nodes();
    private final Cast cast = new Cast();
    private final Audience audience;
    private final Map<PoolName, String> tenures = new TreeMap<>();
    private StateImage backup = nodes.any().image();
    private boolean hasRecovered;
    private long now;
    private long forgotten;

    /** Is shown every entry and what it brought about, with the state after it on stage. */
    interface Audience {
        void sees(Stage stage, Entry entry, Nodes.Outcome outcome);
    }

    Stage(Audience audience) {
        this.audience = audience;
    }

    /** Whether the cluster was recovered: what comes after it is no longer one log. */
    boolean hasRecovered() {
        return hasRecovered;
    }

    /** The story with the outcomes that it has. */
    Script play(Script script) {
        List<Script.Line> played = new ArrayList<>();
        for (Script.Line line : script.lines()) {
            played.add(line.isStep() ? new Script.Line(line.place(), line.text(), outcomes(line)) : line);
        }
        return script.with(played);
    }

    private List<String> outcomes(Script.Line line) {
        try {
            return play(line).stream().map(outcome -> "    " + outcome).toList();
        } catch (IllegalArgumentException e) {
            Complaint complaint = line.place().complaint(String.valueOf(e.getMessage()));
            complaint.initCause(e);
            throw complaint;
        } catch (AssertionError e) {
            throw new AssertionError(line.place() + ": " + e.getMessage(), e);
        }
    }

    private List<String> play(Script.Line line) {
        Words words = new Words(line.place(), line.text());
        if (words.accept("at")) {
            long time = words.span("a time");
            if (time < now) {
                throw words.complaint("the story is at " + Span.text(now) + " already");
            }
            now = time;
        }
        if (words.accept("a", "new", "leader", "begins")) {
            words.end();
            return newLeader(line.place());
        }
        if (words.accept("a", "backup", "is", "taken")) {
            words.end();
            backup = machine().image();
            return List.of("of cluster time " + Span.text(backup.time().millis()));
        }
        if (words.accept("the", "cluster", "is", "recovered")) {
            return recovered(words);
        }
        if (words.accept("explain")) {
            PoolName pool = new PoolName(words.take("a pool"));
            words.end();
            return machine().explain(pool).map(Telling::explanation).orElse(List.of(pool + ": gone"));
        }
        if (words.accept("look", "at")) {
            PoolName pool = new PoolName(words.take("a pool"));
            words.end();
            return look(pool);
        }
        long stamp = words.accept("stamped") ? words.span("a stamp") : now - forgotten;
        if (words.accept("time", "passes")) {
            words.end();
            return applied(stamp, List.of());
        }
        List<Cast.Line> commands = new ArrayList<>();
        for (String each : words.rest().split(";", -1)) {
            commands.add(cast.line(line.place(), each));
        }
        return applied(stamp, commands);
    }

    /** Its first entry is a tick with the cluster time applied by then. */
    private List<String> newLeader(Place place) {
        long behind = now - forgotten - machine().time().millis();
        if (behind < 0) {
            throw place.complaint("cluster time is ahead of the story");
        }
        forgotten += behind;
        List<String> lines = new ArrayList<>();
        lines.add("cluster time stood still for " + Span.text(behind));
        lines.addAll(applied(now - forgotten, List.of()));
        return lines;
    }

    /** Restore and forced recovery are one operation: of the backup, or of what the survivor has. */
    private List<String> recovered(Words words) {
        StateImage stored =
                words.accept("from", "the", "backup") ? backup : machine().image();
        long floor = words.accept("above", "epoch") ? words.number("an epoch") : 0;
        long wall = words.accept("by", "a", "clock", "at") ? words.span("a time") : now;
        boolean unsafeNow = words.accept("unsafe", "now");
        words.end();
        Actor operator = new Actor(Operator.NAME, "");
        List<Violation> violations = nodes.recover(stored, new Recovery(wall, floor, unsafeNow, operator));
        if (!violations.isEmpty()) {
            return List.of(Telling.refusal(violations));
        }
        hasRecovered = true;
        forgotten = now - machine().time().millis();
        List<String> lines = new ArrayList<>();
        lines.add("last epoch " + machine().image().lastEpoch());
        lines.addAll(tenures(new Nodes.Outcome(List.of(), List.of()), true));
        return lines;
    }

    private List<String> applied(long stampMillis, List<Cast.Line> said) {
        Entry entry = new Entry(
                new Stamp(new ClusterTime(stampMillis), now),
                said.stream().map(Cast.Line::command).toList());
        Nodes.Outcome outcome = nodes.apply(entry);
        audience.sees(this, entry, outcome);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            Decision decision = outcome.decisions().get(i);
            if (decision instanceof Decision.Answer answer) {
                said.get(i).hearer().ifPresent(speaker -> speaker.hears(answer));
            }
            lines.add(Telling.decision(said.get(i).who(), decision));
        }
        for (Change change : outcome.changes()) {
            assertThat(change.wallMillis()).isEqualTo(now);
            lines.add("! " + Telling.change(change));
        }
        lines.addAll(tenures(outcome, said.isEmpty()));
        return lines;
    }

    /** Of the pools that something was said or decided about, and of all that changed. */
    private List<String> tenures(Nodes.Outcome outcome, boolean all) {
        TreeSet<PoolName> pools = new TreeSet<>();
        outcome.changes().forEach(change -> pools.add(change.pool()));
        for (Decision decision : outcome.decisions()) {
            if (decision instanceof Decision.Answer answer) {
                pools.add(answer.pool());
            }
        }
        for (PoolView view : machine().list("", Optional.empty(), 100)) {
            boolean changed = !Telling.tenure(view, forgotten).equals(tenures.get(view.name()));
            if (all || changed) {
                pools.add(view.name());
            }
        }
        List<String> lines = new ArrayList<>();
        for (PoolName pool : pools) {
            String tenure = machine()
                    .view(pool)
                    .map(view -> Telling.tenure(view, forgotten))
                    .orElse("gone");
            tenures.put(pool, tenure);
            lines.add(pool + ": " + tenure);
        }
        return lines;
    }

    private List<String> look(PoolName pool) {
        return machine()
                .instances(pool, Optional.empty(), 100)
                .map(seats -> seats.stream().map(Telling::seat).toList())
                .orElse(List.of(pool + ": gone"));
    }

    LeaseMachine machine() {
        return nodes.any();
    }
}
