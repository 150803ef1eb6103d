package dev.coordinator.server.raft;

import com.alipay.sofa.jraft.entity.PeerId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hurries the election when the connection over which the leader sent its entries is closed, as happens at once when its
 * process dies.
 *
 * <p>Otherwise a follower goes by silence: it looks once in an election timeout, and a leader that was silent for that long
 * is lost, so it takes up to two of them. Now it looks after a quarter, and a quarter's silence is enough, until somebody
 * leads or one timeout has passed. The rest is as ever: who stands for election first asks the others, and they refuse as
 * long as they hear the leader. So a leader that lost one connection, and not its life, stays.
 *
 * <p>The survivors take turns, or they would often stand against each other and have to wait for another round.
 */
final class LeaderLoss {

    private static final Logger LOG = LoggerFactory.getLogger(LeaderLoss.class);
    /** Of the election timeout. Looks are spread by an eighth, and an election takes its time too. */
    private static final int PATIENCE_AND_TURN_DIVISOR = 4;

    private final PeerId self;
    private final Supplier<List<PeerId>> members;
    private final LeaderView leaders;
    private final Duration electionTimeout;
    private final Timing timing;
    private final Executor executor;
    private boolean hurried;

    /** How this node watches its leader. May wait for the library's lock. */
    @FunctionalInterface
    interface Timing {
        /**
         * From now on.
         *
         * @param look how often it looks, and when next
         * @param silence how long a leader must have been silent to be lost
         */
        void set(Duration look, Duration silence);
    }

    /**
     * Hears of {@code leaders} from now on.
     *
     * @param members in the same order on all nodes
     * @param executor runs what may wait for the library's lock; never rejects
     */
    LeaderLoss(
            PeerId self,
            Supplier<List<PeerId>> members,
            LeaderView leaders,
            Duration electionTimeout,
            Timing timing,
            Executor executor) {
        this.self = self;
        this.members = members;
        this.leaders = leaders;
        this.electionTimeout = electionTimeout;
        this.timing = timing;
        this.executor = executor;
        leaders.whenKnown(() -> executor.execute(this::calm));
    }

    /** The connection over which this node sent entries is closed. */
    void connectionClosed(String node) {
        PeerId sender = new PeerId();
        if (sender.parse(node)) {
            executor.execute(() -> hurry(sender));
        }
    }

    private synchronized void hurry(PeerId gone) {
        if (gone.equals(self) || leaders.current().filter(gone::equals).isEmpty()) {
            return;
        }
        hurried = true;
        Duration patience = electionTimeout.dividedBy(PATIENCE_AND_TURN_DIVISOR);
        timing.set(patience.multipliedBy(1 + turnsBefore(gone)), patience);
        LOG.info("event=leader-connection-closed leader={}", gone.getEndpoint());
        CompletableFuture.delayedExecutor(electionTimeout.toMillis(), TimeUnit.MILLISECONDS, executor)
                .execute(this::calm);
    }

    /** How many of those that remain come before this node. */
    private long turnsBefore(PeerId gone) {
        return members.get().stream()
                .takeWhile(member -> !member.equals(self))
                .filter(member -> !member.equals(gone))
                .count();
    }

    private synchronized void calm() {
        if (hurried) {
            hurried = false;
            timing.set(electionTimeout, electionTimeout);
        }
    }
}
