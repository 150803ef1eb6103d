package dev.coordinator.server.lease.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.server.lease.Candidate;
import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.DrainCause;
import dev.coordinator.server.lease.LeaseMachine;
import dev.coordinator.server.lease.PoolView;
import dev.coordinator.server.lease.Refusal;
import dev.coordinator.server.lease.Role;
import dev.coordinator.server.lease.RoleReason;
import dev.coordinator.server.lease.Tenure;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Everything that the core can say is said in some story, and every row of the state table is taken in one. */
final class ScenarioCoverageTest {

    private final Set<Role> roles = EnumSet.noneOf(Role.class);
    private final Set<RoleReason> reasons = EnumSet.noneOf(RoleReason.class);
    private final Set<ChangeKind> kinds = EnumSet.noneOf(ChangeKind.class);
    private final Set<ChangeCause> causes = EnumSet.noneOf(ChangeCause.class);
    private final Set<Candidate.Verdict> verdicts = EnumSet.noneOf(Candidate.Verdict.class);
    private final Set<Refusal> refusals = EnumSet.noneOf(Refusal.class);
    private final Set<DrainCause> drains = EnumSet.noneOf(DrainCause.class);
    private final Set<String> steps = new TreeSet<>();

    @Test
    void storiesTellEverything() {
        for (Path file : Script.filesIn(Script.FOLDER)) {
            Map<String, String> tenures = new TreeMap<>();
            new Stage((stage, entry, outcome) -> {
                        add(outcome);
                        add(tenures, stage.machine());
                    })
                    .play(Script.read(file));
        }
        assertThat(roles).containsExactly(Role.values());
        assertThat(reasons).containsExactly(RoleReason.values());
        assertThat(kinds).isEqualTo(EnumSet.complementOf(EnumSet.of(ChangeKind.QUIETED)));
        assertThat(causes).containsExactly(ChangeCause.values());
        assertThat(verdicts).containsExactly(Candidate.Verdict.values());
        assertThat(refusals).isEqualTo(EnumSet.complementOf(EnumSet.of(Refusal.LIMIT_REACHED)));
        assertThat(drains).containsExactly(DrainCause.values());
        assertThat(steps)
                .contains(
                        "none > Bootstrapping",
                        "none > Vacant",
                        "none > Held",
                        "Bootstrapping > Vacant",
                        "Bootstrapping > Designated",
                        "Bootstrapping > Held",
                        "Vacant > Designated",
                        "Vacant > Held",
                        "Designated > Held",
                        "Designated > another Designated",
                        "Designated > Vacant",
                        "Held > another Held",
                        "Held > Draining",
                        "Held > Designated",
                        "Held > Vacant",
                        "Draining > Designated",
                        "Draining > Vacant",
                        "Draining > Held",
                        "Draining > another Draining",
                        "Held > Deleted",
                        "Deleted > Held",
                        "Held > Quiet",
                        "Quiet > Held",
                        "Quiet > Vacant",
                        "Quiet > Designated");
    }

    private void add(Nodes.Outcome outcome) {
        for (Decision decision : outcome.decisions()) {
            if (decision instanceof Decision.Answer answer) {
                roles.add(answer.role());
                reasons.add(answer.reason());
            } else if (decision instanceof Decision.Refused refused) {
                refusals.add(refused.refusal());
            }
        }
        for (Change change : outcome.changes()) {
            kinds.add(change.kind());
            causes.add(change.cause());
            change.candidates().forEach(candidate -> verdicts.add(candidate.verdict()));
        }
    }

    private void add(Map<String, String> tenures, LeaseMachine after) {
        for (PoolView pool : after.list("", Optional.empty(), 100)) {
            String name = pool.name().value();
            if (pool.tenure() instanceof Tenure.Draining draining) {
                drains.add(draining.cause());
            }
            String now = identity(pool.tenure());
            String before = tenures.getOrDefault(name, "none");
            if (!before.equals(now)) {
                String to = kind(now);
                steps.add(kind(before) + " > " + (kind(before).equals(to) ? "another " : "") + to);
                tenures.put(name, now);
            }
        }
    }

    /** The kind of a tenure and what makes it another one: a renewal doesn't. */
    private static String identity(Tenure tenure) {
        if (tenure instanceof Tenure.Held held) {
            return "Held " + held.reign().epoch();
        }
        if (tenure instanceof Tenure.Draining draining) {
            return "Draining " + draining.cause() + " " + draining.successor();
        }
        return tenure instanceof Tenure.Designated designated
                ? "Designated " + designated.instance()
                : tenure.getClass().getSimpleName();
    }

    private static String kind(String identity) {
        return identity.split(" ", 2)[0];
    }
}
