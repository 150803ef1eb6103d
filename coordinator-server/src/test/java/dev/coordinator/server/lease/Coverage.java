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
        assertThat(kinds).isEqualTo(EnumSet.complementOf(EnumSet.of(ChangeKind.QUIETED)));
        assertThat(causes).containsExactly(ChangeCause.values());
        assertThat(roles).containsExactly(Role.values());
        assertThat(reasons).containsExactly(RoleReason.values());
        assertThat(verdicts).containsExactly(Candidate.Verdict.values());
        assertThat(refusals).isEqualTo(EnumSet.complementOf(EnumSet.of(Refusal.LIMIT_REACHED)));
    }
}
