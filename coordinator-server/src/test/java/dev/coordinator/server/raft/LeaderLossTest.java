package dev.coordinator.server.raft;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sofa.jraft.entity.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a node watches its leader, once the leader's connection is closed. */
final class LeaderLossTest {

    private static final PeerId A = new PeerId("127.0.0.1", 1001);
    private static final PeerId B = new PeerId("127.0.0.1", 1002);
    private static final PeerId C = new PeerId("127.0.0.1", 1003);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration QUARTER = TIMEOUT.dividedBy(4);

    private final LeaderView leaders = new LeaderView();
    private final List<Watch> watches = new ArrayList<>();

    private record Watch(Duration look, Duration silence) {}

    @Test
    void aClosedConnectionOfTheLeaderMakesAQuarterOfTheSilenceEnough() {
        LeaderLoss loss = lossAt(A);
        leaders.set(Optional.of(C));

        loss.connectionClosed(C.toString());

        assertThat(watches).containsExactly(new Watch(QUARTER, QUARTER));
    }

    @Test
    void theSurvivorsLookOneAfterTheOther() {
        LeaderLoss second = lossAt(B);
        leaders.set(Optional.of(C));
        second.connectionClosed(C.toString());

        LeaderLoss firstNow = lossAt(B);
        leaders.set(Optional.of(A));
        firstNow.connectionClosed(A.toString());

        assertThat(watches).containsExactly(new Watch(QUARTER.multipliedBy(2), QUARTER), new Watch(QUARTER, QUARTER));
    }

    @Test
    void whoeverLeadsNextIsGivenTheFullTimeout() {
        LeaderLoss loss = lossAt(A);
        leaders.set(Optional.of(C));
        loss.connectionClosed(C.toString());
        watches.clear();

        leaders.set(Optional.empty());
        assertThat(watches).isEmpty();
        leaders.set(Optional.of(B));

        assertThat(watches).containsExactly(new Watch(TIMEOUT, TIMEOUT));
    }

    @Test
    void aLeaderThatNobodyMissedIsNotGivenItAgain() {
        LeaderLoss unused = lossAt(A);

        leaders.set(Optional.of(C));
        leaders.set(Optional.of(B));

        assertThat(watches).isEmpty();
    }

    @Test
    void theConnectionOfAnyOtherChangesNothing() {
        LeaderLoss loss = lossAt(A);

        loss.connectionClosed(C.toString());
        leaders.set(Optional.of(C));
        loss.connectionClosed(B.toString());
        loss.connectionClosed("gibberish");

        assertThat(watches).isEmpty();
    }

    @Test
    void aLeaderDoesNotMissItself() {
        LeaderLoss loss = lossAt(A);
        leaders.set(Optional.of(A));

        loss.connectionClosed(A.toString());

        assertThat(watches).isEmpty();
    }

    private LeaderLoss lossAt(PeerId self) {
        return new LeaderLoss(
                self,
                () -> List.of(A, B, C),
                leaders,
                TIMEOUT,
                (look, silence) -> watches.add(new Watch(look, silence)),
                Runnable::run);
    }
}
