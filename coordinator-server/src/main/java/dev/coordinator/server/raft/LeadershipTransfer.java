package dev.coordinator.server.raft;

import com.alipay.sofa.jraft.Node;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.core.State;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.error.RaftError;
import dev.coordinator.server.membership.Electorate;
import dev.coordinator.server.membership.Succession;
import dev.coordinator.server.roster.Member;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands leadership over before this node leaves, so that the others need not wait for an election timeout. */
final class LeadershipTransfer {

    private static final Logger LOG = LoggerFactory.getLogger(LeadershipTransfer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** Of that time, this much at most goes for asking the others whether they are being drained. */
    private static final Duration PATIENCE_TO_ASK = Duration.ofMillis(500);

    private final Node node;
    private final PeerId self;
    private final LeaderView leaders;
    private final Whereabouts whereabouts;
    private final Electorate electorate;

    LeadershipTransfer(Node node, PeerId self, LeaderView leaders, Whereabouts whereabouts, Electorate electorate) {
        this.node = node;
        this.self = self;
        this.leaders = leaders;
        this.whereabouts = whereabouts;
        this.electorate = electorate;
    }

    /**
     * Tries every node heard of lately, while this one still leads: the most up-to-date one that isn't being drained first, and
     * those that are only when no other takes it.
     */
    void run() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<PeerId> candidates = inOrder(heardOf());
        for (PeerId candidate : candidates) {
            if (handedTo(candidate, end)) {
                leaders.current().ifPresent(next -> LOG.info("event=leadership-transferred to={}", next.getEndpoint()));
                return;
            }
        }
        if (!candidates.isEmpty()) {
            LOG.warn("event=leadership-not-transferred then=\"the others elect after their election timeout\"");
        }
    }

    /** Empty if this node doesn't lead, or has heard of no other. */
    private List<Member> heardOf() {
        try {
            return node.listAlivePeers().stream()
                    .filter(peer -> !peer.equals(self))
                    .flatMap(peer -> whereabouts.member(peer).stream())
                    .toList();
        } catch (IllegalStateException doesNotLead) {
            return List.of();
        }
    }

    /** The answers are taken on this thread, until all are there or the time to ask is over. */
    private List<PeerId> inOrder(List<Member> candidates) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_TO_ASK.toNanos();
        AtomicBoolean complete = new AtomicBoolean();
        BlockingQueue<Runnable> answers = new LinkedBlockingQueue<>();
        Succession succession = new Succession(candidates, all -> complete.set(true));
        succession.ask(electorate, answers::add);
        while (!complete.get()) {
            Optional<Runnable> answer =
                    Optional.ofNullable(answers.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS));
            answer.ifPresent(Runnable::run);
            if (answer.isEmpty()) {
                break;
            }
        }
        return succession.order().stream().map(Whereabouts::peer).toList();
    }

    /** A leader that has not yet committed its first entry is busy, which passes. */
    private boolean handedTo(PeerId candidate, long end) throws InterruptedException {
        long left = end - System.nanoTime();
        while (leads() && left > 0) {
            Status asked = node.transferLeadershipTo(candidate);
            if (asked.isOk()) {
                return leaders.awaitOther(self, Duration.ofNanos(left), this::leads);
            }
            if (asked.getRaftError() != RaftError.EBUSY) {
                return false;
            }
            if (leaders.awaitOther(self, PAUSE, () -> false)) {
                return true;
            }
            left = end - System.nanoTime();
        }
        return false;
    }

    private boolean leads() {
        return node.getNodeState() == State.STATE_LEADER;
    }
}
