package dev.coordinator.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coordinator.v1.CheckInRequest;
import dev.coordinator.v1.CheckInResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client against a node on the loopback, in real time. */
@Timeout(60)
final class CoordinatorTest {

    private static final Member MEMBER = Member.of("billing", "billing-1").address("10.0.0.7:8080");

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final PrimaryListener listener = new PrimaryListener() {
        @Override
        public void onPrimary(Epoch epoch) {
            told.add("primary " + epoch);
        }

        @Override
        public void onStandby(StandbyReason reason) {
            told.add("standby " + reason);
        }
    };
    private final FakeNode node;

    CoordinatorTest() throws IOException {
        node = new FakeNode();
    }

    @AfterEach
    void stopNode() {
        node.close();
    }

    @Test
    void primaryIsToldAndHandsOverOnClose() throws InterruptedException {
        node.script = grant(7, 100_000);
        try (Coordinator coordinator = connect(node.endpoint())) {
            Membership billing = coordinator.join(MEMBER, listener);
            assertThat(FakeNode.taken(told)).isEqualTo("primary 7");
            assertThat(billing.isPrimary()).isTrue();
            assertThat(billing.fencingToken()).hasValue(7);

            billing.close();

            assertThat(FakeNode.taken(told)).isEqualTo("standby CLOSED");
            assertThat(billing.isPrimary()).isFalse();
            assertThat(node.nextLeave().getIncarnation()).isEqualTo(billing.incarnation());
        }
    }

    @Test
    void nudgeBringsACheckIn() throws InterruptedException {
        node.script = always(Scenario.standby());
        try (Coordinator coordinator = connect(node.endpoint())) {
            coordinator.join(MEMBER, listener);
            node.nextCheckIn();

            node.script = grant(7, 100_000);
            node.nudge("billing", "billing-1");

            assertThat(node.nextCheckIn().getSeq()).isEqualTo(2);
            assertThat(FakeNode.taken(told)).isEqualTo("primary 7");
        }
    }

    @Test
    void aRunThatNamesItsDeadPredecessorsSaysSoUntilItIsSeated() throws InterruptedException {
        node.script = always(Scenario.standby());
        try (Coordinator coordinator = connect(node.endpoint())) {
            Incarnation run = Incarnation.random().superseding(List.of(5L, -6L));

            Membership billing = coordinator.join(MEMBER, run, listener);

            CheckInRequest first = node.nextCheckIn();
            assertThat(first.getIncarnation()).isEqualTo(run.number()).isEqualTo(billing.incarnation());
            assertThat(first.getSupersedesList()).containsExactly(5L, -6L);
            Awaitility.await().until(billing::isSeated);
            node.nudge("billing", "billing-1");
            assertThat(node.nextCheckIn().getSupersedesList()).isEmpty();
        }
    }

    @Test
    void nodeWithoutStreamsIsCheckedInWithByCalls() throws InterruptedException {
        node.streams = false;
        node.script = grant(7, 100_000);
        try (Coordinator coordinator = connect(node.endpoint())) {
            coordinator.join(MEMBER, listener);

            assertThat(FakeNode.taken(told)).isEqualTo("primary 7");
        }
        assertThat(node.nextLeave().getPool()).isEqualTo("billing");
    }

    @Test
    void silentAndUnreachableNodesAreLeftForOneThatAnswers() throws Exception {
        try (FakeNode silent = new FakeNode();
                Coordinator coordinator = connect(silent.endpoint(), unreachable(), node.endpoint())) {
            node.script = grant(7, 100_000);

            coordinator.join(MEMBER, listener);

            assertThat(FakeNode.taken(told)).isEqualTo("primary 7");
        }
    }

    @Test
    void primaryWhoseNodeDiesGoesOnAtAnother() throws Exception {
        try (FakeNode other = new FakeNode();
                Coordinator coordinator = connect(node.endpoint(), other.endpoint())) {
            node.script = grant(7, 100_000);
            other.script = grant(7, 100_000);
            coordinator.join(MEMBER, listener);
            assertThat(FakeNode.taken(told)).isEqualTo("primary 7");
            boolean first = !node.checkIns.isEmpty();
            FakeNode dying = first ? node : other;
            FakeNode surviving = first ? other : node;

            dying.close();

            CheckInRequest request = surviving.nextCheckIn();
            assertThat(request.getHoldingEpoch()).isEqualTo(7);
            assertThat(told).isEmpty();
        }
    }

    @Test
    void leaseEndsByItselfWhenNoAnswerComes() throws InterruptedException {
        node.script = grant(7, 500);
        try (Coordinator coordinator = connect(node.endpoint())) {
            Membership billing = coordinator.join(MEMBER, listener);
            assertThat(FakeNode.taken(told)).isEqualTo("primary 7");

            node.script = request -> Optional.empty();

            assertThat(FakeNode.taken(told)).isEqualTo("standby LEASE_ENDED");
            assertThat(billing.isPrimary()).isFalse();
            assertThat(billing.lease()).isEmpty();
        }
    }

    @Test
    void slowListenerDelaysNoCheckIn() throws InterruptedException {
        CountDownLatch finish = new CountDownLatch(1);
        node.script = always(
                Scenario.primary(7, 100_000).toBuilder().setNextCheckInMs(50).build());
        try (Coordinator coordinator = connect(node.endpoint())) {
            coordinator.join(MEMBER, new PrimaryListener() {
                @Override
                public void onPrimary(Epoch epoch) {
                    await(finish);
                }

                @Override
                public void onStandby(StandbyReason reason) {}
            });

            for (int i = 0; i < 5; i++) {
                node.nextCheckIn();
            }
            finish.countDown();
        }
    }

    @Test
    void listenerThatThrowsBreaksNothing() throws InterruptedException {
        node.script = grant(7, 100_000);
        try (Coordinator coordinator = connect(node.endpoint())) {
            Membership billing = coordinator.join(MEMBER, new PrimaryListener() {
                @Override
                public void onPrimary(Epoch epoch) {
                    throw new IllegalStateException("cannot start");
                }

                @Override
                public void onStandby(StandbyReason reason) {
                    told.add("standby " + reason);
                }
            });
            node.nextCheckIn();

            billing.close();

            assertThat(node.nextLeave().getInstanceId()).isEqualTo("billing-1");
        }
    }

    @Test
    void leaseIsGivenUpOnlyAfterTheTaskHasEnded() throws InterruptedException {
        CountDownLatch finish = new CountDownLatch(1);
        node.script = grant(7, 100_000);
        try (Coordinator coordinator = connect(node.endpoint())) {
            Membership billing = coordinator.join(MEMBER);
            billing.whilePrimary(epoch -> {
                told.add("running " + epoch);
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    told.add("interrupted, primary: " + billing.isPrimary());
                    await(finish);
                }
            });
            assertThat(FakeNode.taken(told)).isEqualTo("running 7");

            billing.release();
            assertThat(FakeNode.taken(told)).isEqualTo("interrupted, primary: true");
            assertThat(node.checkIns).noneMatch(CheckInRequest::getRelease);
            node.checkIns.clear();
            node.script = always(Scenario.standby());
            finish.countDown();

            CheckInRequest last = node.nextCheckIn();
            assertThat(last.getRelease()).isTrue();
            assertThat(last.getHoldingEpoch()).isEqualTo(7);
        }
    }

    @Test
    void applicationThatIsStillStoppingIsToldThatItGoesOn() throws InterruptedException {
        CountDownLatch finish = new CountDownLatch(1);
        node.script = answersSoon(Scenario.primary(7, 100_000));
        try (Coordinator coordinator = connect(node.endpoint())) {
            Membership billing = coordinator.join(MEMBER, new PrimaryListener() {
                @Override
                public void onPrimary(Epoch epoch) {
                    told.add("primary " + epoch);
                }

                @Override
                public void onStandby(StandbyReason reason) {
                    told.add("standby " + reason);
                    await(finish);
                }
            });
            assertThat(FakeNode.taken(told)).isEqualTo("primary 7");
            node.script = answersSoon(Scenario.draining(7, 100_000));
            assertThat(FakeNode.taken(told)).isEqualTo("standby STEP_DOWN");

            node.script = answersSoon(Scenario.primary(7, 100_000));
            for (int i = 0; billing.status().role() != MemberRole.PRIMARY && i < 100; i++) {
                node.nextCheckIn();
            }
            finish.countDown();

            assertThat(FakeNode.taken(told)).isEqualTo("primary 7");
            assertThat(billing.fencingToken()).hasValue(7);
            assertThat(node.checkIns).noneMatch(said -> said.hasHoldingEpoch() && said.getHoldingEpoch() == 0);
        }
    }

    @Test
    void taskThatWasInterruptedForNothingIsRunAgain() throws InterruptedException {
        node.script = answersSoon(Scenario.primary(7, 100_000));
        CountDownLatch finish = new CountDownLatch(1);
        try (Coordinator coordinator = connect(node.endpoint())) {
            Membership billing = coordinator.join(MEMBER);
            billing.whilePrimary(epoch -> {
                told.add("running " + epoch);
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    told.add("interrupted");
                    await(finish);
                }
            });
            assertThat(FakeNode.taken(told)).isEqualTo("running 7");
            node.script = answersSoon(Scenario.draining(7, 100_000));
            assertThat(FakeNode.taken(told)).isEqualTo("interrupted");

            node.script = answersSoon(Scenario.primary(7, 100_000));
            for (int i = 0; billing.status().role() != MemberRole.PRIMARY && i < 100; i++) {
                node.nextCheckIn();
            }
            finish.countDown();

            assertThat(FakeNode.taken(told)).isEqualTo("running 7");
        }
    }

    @Test
    void closingFromACallbackDoesNotWaitForItself() throws InterruptedException {
        node.script = grant(7, 100_000);
        Coordinator coordinator = connect(node.endpoint());
        coordinator.join(MEMBER, new PrimaryListener() {
            @Override
            public void onPrimary(Epoch epoch) {
                coordinator.close();
                told.add("closed");
            }

            @Override
            public void onStandby(StandbyReason reason) {
                told.add("standby " + reason);
            }
        });

        assertThat(FakeNode.taken(told)).isEqualTo("closed");
        assertThat(FakeNode.taken(told)).isEqualTo("standby CLOSED");
        assertThat(node.nextLeave().getInstanceId()).isEqualTo("billing-1");
    }

    @Test
    void oneInstanceJoinsOnce() {
        try (Coordinator coordinator = connect(node.endpoint())) {
            coordinator.join(MEMBER);

            assertThatThrownBy(() -> coordinator.join(MEMBER)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void closingWithoutAnyCoordinatorIsClean() throws IOException {
        Coordinator coordinator = connect(unreachable());
        coordinator.join(MEMBER, listener);

        coordinator.close();

        assertThatThrownBy(() -> coordinator.join(MEMBER)).isInstanceOf(IllegalStateException.class);
        assertThat(told).isEmpty();
    }

    private static Coordinator connect(Endpoint... endpoints) {
        return Coordinator.to(List.of(endpoints))
                .attemptTimeout(Duration.ofSeconds(2))
                .closeTimeout(Duration.ofSeconds(3))
                .connect();
    }

    private static Function<CheckInRequest, Optional<CheckInResponse>> grant(long epoch, long validMillis) {
        return always(Scenario.primary(epoch, validMillis));
    }

    private static Function<CheckInRequest, Optional<CheckInResponse>> always(CheckInResponse answer) {
        return request -> Optional.of(answer);
    }

    private static Function<CheckInRequest, Optional<CheckInResponse>> answersSoon(CheckInResponse answer) {
        return always(answer.toBuilder().setNextCheckInMs(50).build());
    }

    private static Endpoint unreachable() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new TcpEndpoint("127.0.0.1", socket.getLocalPort());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
