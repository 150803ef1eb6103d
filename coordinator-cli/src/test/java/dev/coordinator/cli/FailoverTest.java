package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import dev.coordinator.cli.Person.Outcome;
import dev.coordinator.v1.CheckInRequest;
import dev.coordinator.v1.CheckInResponse;
import dev.coordinator.v1.GetPoolRequest;
import dev.coordinator.v1.GetPoolResponse;
import dev.coordinator.v1.LeaseServiceGrpc;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.Role;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailoverTest {

    private final FakeNode one = new FakeNode();
    private final FakeNode two = new FakeNode();
    private final Person person = new Person().at(one, two);

    @AfterEach
    void stop() {
        one.close();
        two.close();
    }

    @Test
    void aReadGoesOnToTheNextNodeWhenOneIsDown() {
        poolAt(two);
        one.close();

        assertThat(person.runs("pool", "orders").status()).isZero();
    }

    @Test
    void aReadGoesOnToTheNextNodeWhenOneHangs() {
        one.neverAnswers(PoolServiceGrpc.getGetPoolMethod());
        poolAt(two);

        assertThat(person.runs("pool", "orders", "--timeout", "1s").status()).isZero();
        assertThat(one.requests(GetPoolRequest.class)).hasSize(1);
    }

    @Test
    void aRefusalIsTheSameEverywhereSoNoOtherNodeIsAsked() {
        one.refuses(PoolServiceGrpc.getGetPoolMethod(), FakeNode.refusal(Code.NOT_FOUND, "no such pool"));
        poolAt(two);

        assertThat(person.runs("pool", "orders").status()).isEqualTo(3);
        assertThat(two.requests(GetPoolRequest.class)).isEmpty();
    }

    @Test
    void anElectionIsWaitedFor() {
        AtomicInteger asked = new AtomicInteger();
        one.refuses(PoolServiceGrpc.getGetPoolMethod(), noLeader());
        two.answers(PoolServiceGrpc.getGetPoolMethod(), question -> {
            if (asked.incrementAndGet() < 3) {
                throw noLeader();
            }
            return GetPoolResponse.newBuilder().setPool(Samples.HELD).build();
        });

        assertThat(person.runs("pool", "orders", "--timeout", "1m").status()).isZero();
        assertThat(one.requests(GetPoolRequest.class)).hasSize(3);
    }

    @Test
    void withoutALeaderItSaysSoInTheEnd() {
        one.refuses(PoolServiceGrpc.getGetPoolMethod(), noLeader());
        two.close();

        Outcome outcome = person.runs("pool", "orders", "--timeout", "200ms");

        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .isEqualTo("coordctl: The coordinator has no leader.\n  " + one.address()
                        + ": answers, but knows no leader\n  " + two.address()
                        + ": connection refused\n"
                        + "Most of its nodes must be up and reach each other: see 'coordctl status'.\n");
    }

    @Test
    void aCheckInGoesOnToTheNextNodeWhenOneIsDown() {
        standbyAt(two);
        one.close();

        assertThat(person.runs("check-in", "orders", "app-1").status()).isZero();
    }

    @Test
    void aCheckInGoesOnToTheNextNodeWhenNothingWasAppended() {
        one.refuses(LeaseServiceGrpc.getCheckInMethod(), noLeader());
        standbyAt(two);

        assertThat(person.runs("check-in", "orders", "app-1").status()).isZero();
    }

    @Test
    void aCheckInWhoseOutcomeIsUnknownIsNotRepeated() {
        one.refuses(
                LeaseServiceGrpc.getCheckInMethod(),
                FakeNode.refusal(Code.UNAVAILABLE, "forwarding broke", FakeNode.reason("OUTCOME_UNKNOWN")));
        standbyAt(two);

        Outcome outcome = person.runs("check-in", "orders", "app-1");

        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.err())
                .isEqualTo("coordctl: The coordinator may have done this, or may yet do it.\n  " + one.address()
                        + ": answers, but doesn't know the outcome\n"
                        + "Look before you repeat it: 'coordctl pool POOL'. With --seq, repeat it with a higher one:"
                        + " that makes this harmless.\n");
        assertThat(two.requests(CheckInRequest.class)).isEmpty();
    }

    @Test
    void aCheckInThatNoOneAnswersIsNotRepeated() {
        one.neverAnswers(LeaseServiceGrpc.getCheckInMethod());
        standbyAt(two);

        Outcome outcome = person.runs("check-in", "orders", "app-1", "--timeout", "1s");

        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.err()).contains("may have done this").contains("no answer in time");
        assertThat(two.requests(CheckInRequest.class)).isEmpty();
    }

    @Test
    void overloadEndsWithFourAndSaysWhenToTryAgain() {
        one.refuses(
                PoolServiceGrpc.getGetPoolMethod(),
                FakeNode.refusal(
                        Code.RESOURCE_EXHAUSTED,
                        "too much to do",
                        FakeNode.reason("OVERLOADED"),
                        FakeNode.retryAfterMillis(500)));

        assertThat(person.runs("pool", "orders")).isEqualTo(new Outcome(4, "", """
                                coordctl: The coordinator refused (resource exhausted): too much to do
                                  OVERLOADED
                                Try again in 500ms.
                                """));
    }

    @Test
    void aNodeThatDoesNotKnowTheRequestEndsWithOne() {
        Outcome outcome = person.runs("pool", "orders");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).endsWith("it is older than this coordctl, or no coordinator.\n");
    }

    @Test
    void stackTracesAreShownOnDemandOnly() {
        one.close();
        two.close();

        assertThat(person.runs("pool", "orders").err()).doesNotContain("\tat ");
        assertThat(person.runs("pool", "orders", "--debug").err()).contains("\tat ");
    }

    private static StatusRuntimeException noLeader() {
        return FakeNode.refusal(
                Code.UNAVAILABLE, "no leader", FakeNode.reason("NO_LEADER"), FakeNode.retryAfterMillis(1));
    }

    private static void poolAt(FakeNode node) {
        node.answers(
                PoolServiceGrpc.getGetPoolMethod(),
                question -> GetPoolResponse.newBuilder().setPool(Samples.HELD).build());
    }

    private static void standbyAt(FakeNode node) {
        node.answers(
                LeaseServiceGrpc.getCheckInMethod(),
                question ->
                        CheckInResponse.newBuilder().setRole(Role.ROLE_STANDBY).build());
    }
}
