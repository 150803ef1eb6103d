package dev.coordinator.server.lease;

import dev.coordinator.server.lease.scenario.Entry;
import dev.coordinator.server.lease.twin.Twin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The core and its naive twin, given the same log: after each entry they must agree in every decision, every change and all
 * that readers see.
 *
 * <p>Where they don't, the log is cut to a short story: what can be left out without their agreeing is left out.
 */
final class Duel {

    private static final int MOST_REPLAYS = 5_000;

    private final UnaryOperator<Command> twinsEar;
    private int replays;

    Duel() {
        this(UnaryOperator.identity());
    }

    /** With a twin that hears other commands. */
    Duel(UnaryOperator<Command> twinsEar) {
        this.twinsEar = twinsEar;
    }

    /** A short story of their disagreement, if there is one. */
    Optional<String> disagreement(List<Moment> log) {
        Optional<Parting> parting = parting(log);
        if (parting.isEmpty()) {
            return Optional.empty();
        }
        List<Moment> story = shortened(log.subList(0, parting.get().entry() + 1));
        return Optional.of(tell(story) + parting(story).orElseThrow().how());
    }

    /** One entry, and whether the cluster was lost and recovered before it. */
    record Moment(Optional<Recovery> recovery, Entry entry) {}

    private static LeaseMachine recovered(LeaseMachine core, Recovery recovery) {
        return LeaseMachine.from(((Recovery.Outcome.Recovered) recovery.of(core.image())).image());
    }

    /** @param entry the first after which they don't agree */
    private record Parting(int entry, String how) {}

    private Optional<Parting> parting(List<Moment> log) {
        replays++;
        LeaseMachine core = new LeaseMachine();
        Twin twin = new Twin();
        for (int i = 0; i < log.size(); i++) {
            Entry entry = log.get(i).entry();
            if (log.get(i).recovery().isPresent()) {
                core = recovered(core, log.get(i).recovery().get());
                log.get(i).recovery().ifPresent(twin::recover);
            }
            List<Change> changes = new ArrayList<>();
            List<Decision> decisions = core.apply(entry.stamp(), entry.commands(), changes::add);
            List<Change> twinsChanges = new ArrayList<>();
            List<Command> heard = entry.commands().stream().map(twinsEar).toList();
            List<Decision> twinsDecisions = twin.apply(entry.stamp(), heard, twinsChanges::add);
            String how = between("decision", plain(decisions), plain(twinsDecisions))
                    + between("change", changes, twinsChanges)
                    + between("pool", core.list("", Optional.empty(), 100), twin.views());
            for (PoolView pool : how.isEmpty() ? twin.views() : List.<PoolView>of()) {
                List<InstanceView> seats =
                        core.instances(pool.name(), Optional.empty(), 1000).orElseThrow();
                how += between("seat", seats, twin.instances(pool.name()));
            }
            if (!how.isEmpty()) {
                return Optional.of(new Parting(i, how));
            }
        }
        return Optional.empty();
    }

    /** The text of a refusal's limits and values is not compared, its reason and its fields are. */
    private static List<Decision> plain(List<Decision> decisions) {
        return decisions.stream()
                .map(decision -> decision instanceof Decision.Refused refused ? plain(refused) : decision)
                .toList();
    }

    private static Decision plain(Decision.Refused refused) {
        return new Decision.Refused(
                refused.refusal(),
                refused.violations().stream()
                        .map(each -> new Violation(each.field(), "", ""))
                        .toList());
    }

    private static String between(String what, List<?> core, List<?> twin) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.max(core.size(), twin.size()); i++) {
            Object one = i < core.size() ? core.get(i) : "nothing";
            Object other = i < twin.size() ? twin.get(i) : "nothing";
            if (!one.equals(other)) {
                text.append("core, ").append(what).append(": ").append(one).append('\n');
                text.append("twin, ").append(what).append(": ").append(other).append('\n');
            }
        }
        return text.toString();
    }

    private List<Moment> shortened(List<Moment> log) {
        List<Moment> story = new ArrayList<>(log);
        boolean shorter = true;
        while (shorter && replays < MOST_REPLAYS) {
            shorter = dropEntries(story);
            shorter |= dropCommands(story);
        }
        return story;
    }

    private boolean dropEntries(List<Moment> story) {
        boolean dropped = false;
        for (int i = story.size() - 1; i >= 0; i--) {
            Moment moment = story.remove(i);
            if (parting(story).isPresent()) {
                dropped = true;
            } else {
                story.add(i, moment);
            }
        }
        return dropped;
    }

    private boolean dropCommands(List<Moment> story) {
        boolean dropped = false;
        for (int i = 0; i < story.size(); i++) {
            for (int j = story.get(i).entry().commands().size() - 1; j >= 0; j--) {
                Moment moment = story.get(i);
                List<Command> fewer = new ArrayList<>(moment.entry().commands());
                fewer.remove(j);
                story.set(
                        i,
                        new Moment(moment.recovery(), new Entry(moment.entry().stamp(), fewer)));
                if (parting(story).isPresent()) {
                    dropped = true;
                } else {
                    story.set(i, moment);
                }
            }
        }
        return dropped;
    }

    private static String tell(List<Moment> story) {
        StringBuilder text = new StringBuilder();
        LeaseMachine core = new LeaseMachine();
        for (Moment moment : story) {
            Entry entry = moment.entry();
            if (moment.recovery().isPresent()) {
                core = recovered(core, moment.recovery().get());
                text.append("the cluster is recovered: ")
                        .append(moment.recovery().get())
                        .append('\n');
            }
            List<Change> changes = new ArrayList<>();
            List<Decision> decisions = core.apply(entry.stamp(), entry.commands(), changes::add);
            text.append("at ").append(entry.stamp().time()).append('\n');
            for (int i = 0; i < decisions.size(); i++) {
                text.append("  ").append(Telling.line(entry.commands().get(i))).append('\n');
                text.append("    -> ").append(Telling.line(decisions.get(i))).append('\n');
            }
            changes.forEach(
                    change -> text.append("  ! ").append(Telling.line(change)).append('\n'));
        }
        return text.toString();
    }

    /** A random log, driven by the answers of the core. */
    static List<Moment> log(long seed, int entries, Coverage coverage) {
        Walk walk = new Walk(seed);
        LeaseMachine core = new LeaseMachine();
        StateImage nothing = core.image();
        List<Moment> log = new ArrayList<>();
        for (int i = 0; i < entries; i++) {
            Optional<Recovery> recovery = walk.chance(1) ? Optional.of(walk.recovery(core.image())) : Optional.empty();
            if (recovery.isPresent()) {
                core = recovered(core, recovery.get());
            }
            Entry entry = new Entry(walk.next(core), walk.commands());
            List<Change> changes = new ArrayList<>();
            List<Decision> decisions = core.apply(entry.stamp(), entry.commands(), changes::add);
            walk.answered(entry.commands(), decisions);
            coverage.add(new Step(nothing, entry.stamp(), entry.commands(), decisions, changes, core, nothing));
            log.add(new Moment(recovery, entry));
        }
        return Collections.unmodifiableList(log);
    }
}
