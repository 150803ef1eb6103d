package dev.coordinator.server.membership;

import dev.coordinator.server.replication.LogStatus;
import dev.coordinator.server.roster.NodeId;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands leadership over from a node that is being drained and leads, once a second until it has gone. For one thread.
 *
 * <p>While nobody is fit to take it, the node goes on leading.
 */
public final class Retreat {

    private static final Logger LOG = LoggerFactory.getLogger(Retreat.class);
    private static final long BETWEEN_ATTEMPTS_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final NodeId self;
    private final Membership membership;
    private final BooleanSupplier aside;
    private final Supplier<LogStatus> status;
    private final LongSupplier monotonicNanos;
    private long attemptAtNanos;

    /** @param aside whether the node is being drained */
    public Retreat(
            NodeId self,
            Membership membership,
            BooleanSupplier aside,
            Supplier<LogStatus> status,
            LongSupplier monotonicNanos) {
        this.self = self;
        this.membership = membership;
        this.aside = aside;
        this.status = status;
        this.monotonicNanos = monotonicNanos;
        this.attemptAtNanos = monotonicNanos.getAsLong();
    }

    /** To be called now and then. */
    public void review() {
        boolean due = monotonicNanos.getAsLong() - attemptAtNanos >= 0;
        if (due && aside.getAsBoolean() && status.get().role() == LogStatus.Role.LEADER) {
            attemptAtNanos = monotonicNanos.getAsLong() + BETWEEN_ATTEMPTS_NANOS;
            membership.handOver(self, Optional.empty(), Retreat::tell);
        }
    }

    private static void tell(Verdict verdict) {
        LOG.info(
                "event=handing-over-leadership why=drained begun={}",
                verdict instanceof Verdict.Refused refused ? "\"" + refused.why() + "\"" : "yes");
    }
}
