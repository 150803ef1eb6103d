package dev.coordinator.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;

/** What happened in many runs: a walk on which a thing never happens proves nothing of it. */
final class Coverage {

    private final Set<ChangeKind> kinds = EnumSet.noneOf(ChangeKind.class);
    private final Set<ChangeCause> causes = EnumSet.noneOf(ChangeCause.class);
    private final Set<Role> roles = EnumSet.noneOf(Role.class);
    private final Set<RoleReason> reasons = EnumSet.noneOf(RoleReason.class);
    private final Set<Refusal> refusals = EnumSet.noneOf(Refusal.class);
    private final Set<Candidate.Verdict> verdicts = EnumSet.noneOf(Candidate.Verdict.class);

    void add(Step step) {
        for (Change change : step.changes()) {
            kinds.add(change.kind());
            causes.add(change.cause());
            change.candidates().forEach(candidate -> verdicts.add(candidate.verdict()));
        }
        for (Decision decision : step.decisions()) {
            if (decision instanceof Decision.Answer answer) {
                roles.add(answer.role());
                reasons.add(answer.reason());
            } else if (decision instanceof Decision.Refused refused) {
                refusals.add(refused.refusal());
            }
        }
    }

    void isComplete() {
        isCompleteBut(
                EnumSet.noneOf(ChangeCause.class), EnumSet.noneOf(RoleReason.class), EnumSet.noneOf(Refusal.class));
    }

    /** Of runs in which the cluster is never recovered. */
    void isCompleteWithoutRecovery() {
        isCompleteBut(EnumSet.of(ChangeCause.RECOVERED), EnumSet.of(RoleReason.QUIET), EnumSet.of(Refusal.POOL_QUIET));
    }

    private void isCompleteBut(
            EnumSet<ChangeCause> noCauses, EnumSet<RoleReason> noReasons, EnumSet<Refusal> noRefusals) {
        assertThat(kinds).isEqualTo(EnumSet.complementOf(EnumSet.of(ChangeKind.QUIETED)));
        assertThat(causes).isEqualTo(EnumSet.complementOf(noCauses));
        assertThat(roles).containsExactly(Role.values());
        assertThat(reasons).isEqualTo(EnumSet.complementOf(noReasons));
        assertThat(verdicts).containsExactly(Candidate.Verdict.values());
        Set<Refusal> reached = EnumSet.complementOf(noRefusals);
        reached.remove(Refusal.LIMIT_REACHED);
        assertThat(refusals).isEqualTo(reached);
    }
}
