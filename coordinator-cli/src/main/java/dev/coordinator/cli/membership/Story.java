package dev.coordinator.cli.membership;

import dev.coordinator.client.Epoch;
import dev.coordinator.client.KnownPrimary;
import dev.coordinator.client.MemberRole;
import dev.coordinator.client.MemberStatus;
import dev.coordinator.client.PrimaryListener;
import dev.coordinator.client.StandbyReason;
import dev.coordinator.client.Successor;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes one sequence of happenings, each told once, from what the library calls out and what its status shows.
 *
 * <p>Becoming and ceasing to be primary is called out, and told in that very call. Who else is primary, and whether
 * check-ins are answered, only the status shows: it is looked at again and again.
 */
final class Story implements PrimaryListener {

    /** Looks in a row at which check-ins failed before that is worth a line: nodes change hands unnoticed. */
    private static final int PATIENCE = 6;

    private final String instance;
    private final Consumer<Happening> teller;
    private Optional<Happening> standby = Optional.empty();
    private boolean primary;
    private boolean superseded;
    private boolean everAnswered;
    private int failedLooks;

    Story(String instance, Consumer<Happening> teller) {
        this.instance = instance;
        this.teller = teller;
    }

    @Override
    public synchronized void onPrimary(Epoch epoch) {
        primary = true;
        standby = Optional.empty();
        teller.accept(Happening.primary(epoch));
    }

    @Override
    public synchronized void onStandby(StandbyReason reason) {
        primary = false;
        teller.accept(Happening.stopped(reason));
    }

    @Override
    public synchronized void onSuperseded(Successor successor) {
        superseded = true;
        teller.accept(Happening.superseded(successor));
    }

    synchronized void lookAt(MemberStatus status) {
        lookAtFailure(status.failure());
        boolean onlooker = status.role() == MemberRole.STANDBY || status.role() == MemberRole.UNELECTABLE;
        if (onlooker && !primary && !namesThisOne(status.primary())) {
            lookAtOthers(Happening.standby(status.reason(), status.primary()));
        }
        everAnswered |= status.role() != MemberRole.UNKNOWN;
    }

    synchronized boolean superseded() {
        return superseded;
    }

    /** Whether any coordinator has answered yet. */
    synchronized boolean everAnswered() {
        return everAnswered;
    }

    private void lookAtFailure(Optional<String> failure) {
        if (failure.isEmpty()) {
            if (failedLooks >= PATIENCE) {
                teller.accept(Happening.answered());
            }
            failedLooks = 0;
        } else if (++failedLooks == PATIENCE) {
            teller.accept(Happening.unanswered(failure.get()));
        }
    }

    /** Another reason for the same is no news. */
    private void lookAtOthers(Happening seen) {
        boolean news = standby.map(before -> !who(before).equals(who(seen))).orElse(true);
        if (news) {
            standby = Optional.of(seen);
            teller.accept(seen);
        }
    }

    private static String who(Happening standby) {
        return standby.facts().getOrDefault("primary", "") + " "
                + standby.facts().getOrDefault("epoch", "");
    }

    /** The last answer may be from before a reign ended here, or tell of one that has not been called out yet. */
    private boolean namesThisOne(Optional<KnownPrimary> known) {
        return known.filter(one -> one.instanceId().equals(instance)).isPresent();
    }
}
