package dev.coordinator.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

/** What a caller was told, and what a test expects of it. */
record Told(Decision decision) {

    Decision.Answer answer() {
        assertThat(decision).isInstanceOf(Decision.Answer.class);
        return (Decision.Answer) decision;
    }

    Told isPrimary(long epoch) {
        return isPrimary(epoch, PoolStory.VALID);
    }

    Told isPrimary(long epoch, long validMillis) {
        return has(Role.PRIMARY, Optional.of(new Epoch(epoch)), validMillis);
    }

    Told isDraining(long epoch, long validMillis, long withinMillis) {
        assertThat(answer().stepDownWithinMillis()).hasValue(withinMillis);
        return has(Role.DRAINING, Optional.of(new Epoch(epoch)), validMillis);
    }

    Told isStandby(RoleReason reason) {
        return has(Role.STANDBY, Optional.empty(), 0).because(reason);
    }

    Told isUnelectable() {
        return isUnelectable(RoleReason.REPORTED_UNELECTABLE);
    }

    Told isUnelectable(RoleReason reason) {
        return has(Role.UNELECTABLE, Optional.empty(), 0).because(reason);
    }

    /** An operator's word holds: who is primary, who is to be next. */
    Told isOperated(String primary, String successor) {
        assertThat(decision).isInstanceOf(Decision.Operated.class);
        Decision.Operated operated = (Decision.Operated) decision;
        assertThat(operated.primary().map(InstanceId::value).orElse("-")).isEqualTo(primary);
        assertThat(operated.successor().map(InstanceId::value).orElse("-")).isEqualTo(successor);
        return this;
    }

    Told isSuperseded(RoleReason reason) {
        assertThat(answer().handle()).isEqualTo(Handle.NONE);
        assertThat(answer().supersededBy()).isPresent();
        return has(Role.SUPERSEDED, Optional.empty(), 0).because(reason);
    }

    private Told has(Role role, Optional<Epoch> epoch, long validMillis) {
        assertThat(answer().role()).as("%s", answer()).isEqualTo(role);
        assertThat(answer().grip()).isEqualTo(new Grip(epoch, validMillis));
        return this;
    }

    Told because(RoleReason reason) {
        assertThat(answer().reason()).isEqualTo(reason);
        return this;
    }

    /** At this moment, without jitter. */
    Told comesExactlyIn(long millis) {
        assertThat(answer().next()).isEqualTo(new NextCheckIn(millis, true));
        return this;
    }

    /** With jitter. */
    Told comesIn(long millis) {
        assertThat(answer().next()).isEqualTo(new NextCheckIn(millis, false));
        return this;
    }

    Told seesInLine(String... ids) {
        assertThat(answer().nextInLine()).extracting(InstanceId::value).containsExactly(ids);
        return this;
    }

    /** That nothing was changed is checked by the story. */
    Told isRefused(Refusal refusal) {
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        assertThat(((Decision.Refused) decision).refusal()).isEqualTo(refusal);
        assertThat(((Decision.Refused) decision).violations()).isNotEmpty();
        return this;
    }

    Told isRefused(Refusal refusal, String... fields) {
        isRefused(refusal);
        assertThat(((Decision.Refused) decision).violations())
                .extracting(Violation::field)
                .containsExactly(fields);
        return this;
    }

    void hasLeft(Optional<Long> ended) {
        assertThat(decision).isEqualTo(new Decision.Departed(ended.map(Epoch::new)));
    }

    long nonce() {
        isStandby(RoleReason.PROVE_INCARNATION);
        assertThat(answer().nonce()).isPositive();
        return answer().nonce();
    }
}
