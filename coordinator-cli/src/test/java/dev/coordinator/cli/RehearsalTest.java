package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.cli.Person.Outcome;
import dev.coordinator.v1.CandidateVerdict;
import dev.coordinator.v1.ExplainResponse;
import dev.coordinator.v1.GetPoolResponse;
import dev.coordinator.v1.Instance;
import dev.coordinator.v1.ListInstancesResponse;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.PoolState;
import dev.coordinator.v1.Role;
import dev.coordinator.v1.Suspension;
import dev.coordinator.v1.SwitchOverRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a switchover would come to, without doing it. */
class RehearsalTest {

    private final FakeNode node = new FakeNode();
    private final Person person = new Person().at(node);

    @AfterEach
    void nothingWasEverAskedForAndStop() {
        assertThat(node.requests(SwitchOverRequest.class)).isEmpty();
        node.close();
    }

    @Test
    void whoWouldFollowIsToldWithTheReasonsAgainstTheOthers() {
        answer(Samples.HELD, "app-2", standby("app-2"), standby("app-3"));

        assertThat(person.runs("switchover", "orders", "--dry-run"))
                .isEqualTo(new Outcome(0, """
                                app-1 would be asked to stop; app-2 would follow.
                                If it hadn't stopped 1m after it was told, it would stay.

                                Without a name given, they rank like this if app-1 dies now:
                                CANDIDATE  WHY
                                app-2      would be primary
                                app-3      has a lower priority
                                """, "Nothing was changed.\n"));
    }

    @Test
    void whatSpeaksAgainstItIsToldToo() {
        answer(
                Samples.HELD.toBuilder().setPaused(true).build(),
                "app-2",
                standby("app-2").setFresh(false));

        assertThat(person.runs("switchover", "orders", "--dry-run").out()).isEqualTo("""
                        app-1 would be asked to stop; app-2 would follow.
                        If it hadn't stopped 1m after it was told, it would stay.
                        app-2 is overdue with its check-in: it may be dead, and then app-1 would stay.
                        The pool is paused; an operator's switchover is done all the same.
                        """);
    }

    @Test
    void aDrainThatRunsGoesOnForTheOneNamed() {
        answer(
                Samples.HELD.toBuilder()
                        .setState(PoolState.POOL_STATE_DRAINING)
                        .setTarget("app-2")
                        .build(),
                "app-2",
                standby("app-3"));

        assertThat(person.runs("switchover", "orders", "--to", "app-3", "--dry-run")
                        .out())
                .startsWith("app-1 is asked to stop already, for app-2; that would go on, and app-3 would follow.\n");
    }

    @Test
    void aRefusalIsForetoldWithItsReasonAndItsStatus() {
        answer(
                Samples.HELD,
                "app-2",
                standby("app-1").setRole(Role.ROLE_PRIMARY),
                standby("app-2").setCordon(Suspension.getDefaultInstance()),
                standby("app-3").setLive(false),
                standby("app-4").setElectable(false),
                standby("app-5").setLive(false).setLeft(true));

        assertRefused(5, "UNFIT_TARGET): app-1 is primary already.", "--to", "app-1");
        assertRefused(5, "UNFIT_TARGET): app-2 is cordoned.", "--to", "app-2");
        assertRefused(5, "UNFIT_TARGET): app-3 is not heard of any more.", "--to", "app-3");
        assertRefused(5, "UNFIT_TARGET): app-4 says that it must not be primary.", "--to", "app-4");
        assertRefused(5, "UNFIT_TARGET): app-5 has left.", "--to", "app-5");
        assertRefused(3, "UNKNOWN_INSTANCE): orders remembers no instance app-9.", "--to", "app-9");
        answer(Samples.HELD, "");
        assertRefused(5, "NO_SUCCESSOR): No other instance is live, electable and not cordoned.");
        answer(Samples.VACANT, "");
        assertRefused(5, "NO_PRIMARY): billing has no primary to hand over from.");
        answer(Samples.VACANT.toBuilder().setState(PoolState.POOL_STATE_DELETED).build(), "");
        assertRefused(5, "POOL_DELETED): billing was deleted, and grants nothing yet.");
    }

    @Test
    void programsReadWhatWouldBe() {
        answer(Samples.HELD, "app-2", standby("app-2"));

        assertThat(person.runs("switchover", "orders", "--dry-run", "-o", "json", "-q"))
                .isEqualTo(new Outcome(0, """
                                {
                                  "refusal": "",
                                  "primary": "app-1",
                                  "successor": "app-2",
                                  "account": "app-1 would be asked to stop; app-2 would follow. If it hadn\\u0027t stopped 1m after it was told, it would stay."
                                }
                                """, ""));
    }

    private void assertRefused(int status, String words, String... more) {
        String[] arguments = new String[3 + more.length];
        System.arraycopy(new String[] {"switchover", "orders", "--dry-run"}, 0, arguments, 0, 3);
        System.arraycopy(more, 0, arguments, 3, more.length);

        Outcome outcome = person.runs(arguments);

        assertThat(outcome.out()).startsWith("It would be refused (" + words + "\n");
        assertThat(outcome.status()).isEqualTo(status);
    }

    private static Instance.Builder standby(String id) {
        return Instance.newBuilder()
                .setInstanceId(id)
                .setRole(Role.ROLE_STANDBY)
                .setLive(true)
                .setFresh(true)
                .setElectable(true);
    }

    /** One instance a page. */
    private void answer(Pool pool, String handoverTo, Instance.Builder... instances) {
        node.answers(
                PoolServiceGrpc.getGetPoolMethod(),
                question -> GetPoolResponse.newBuilder().setPool(pool).build());
        node.answers(
                PoolServiceGrpc.getExplainMethod(),
                question -> ExplainResponse.newBuilder()
                        .setPool(pool)
                        .setHandoverTo(handoverTo)
                        .addCandidates(Samples.candidate("app-2", CandidateVerdict.CANDIDATE_VERDICT_CHOSEN))
                        .addCandidates(Samples.candidate("app-3", CandidateVerdict.CANDIDATE_VERDICT_LOWER_PRIORITY))
                        .build());
        node.answers(PoolServiceGrpc.getListInstancesMethod(), question -> {
            int page = question.getPageToken().isEmpty() ? 0 : Integer.parseInt(question.getPageToken());
            ListInstancesResponse.Builder answer = ListInstancesResponse.newBuilder();
            if (page < instances.length) {
                answer.addInstances(instances[page])
                        .setNextPageToken(page + 1 < instances.length ? "" + (page + 1) : "");
            }
            return answer.build();
        });
    }
}
