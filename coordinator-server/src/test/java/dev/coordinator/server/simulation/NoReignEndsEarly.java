package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Holding;
import dev.coordinator.server.lease.Operation;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.PoolSettings;
import dev.coordinator.server.lease.Role;
import dev.coordinator.server.lease.Tenure;
import java.util.HashMap;
import java.util.Map;

/**
 * S5: a reign ends at its deadline, by its holder's word or by an operator's unsafe one, and at nothing else. The deadline is reckoned here from the
 * answers: each that says PRIMARY is good for a TTL from its stamp, whatever settings follow, and each that says DRAINING for
 * what it lets its receiver believe, and the margin: again a TTL while a handover is planned, what is left in any other drain.
 */
final class NoReignEndsEarly implements Invariant {

    private final Map<PoolName, Long> goodUntil = new HashMap<>();

    @Override
    public void check(Step step) {
        step.changes(ChangeKind.POOL_DELETED).forEach(change -> goodUntil.remove(change.pool()));
        step.changes(ChangeKind.VACATED).filter(change -> change.epoch() != 0).forEach(change -> {
            if (change.cause() == ChangeCause.EXPIRED) {
                long until = goodUntil.getOrDefault(change.pool(), 0L);
                require(
                        step.now().millis() >= until,
                        change.pool(),
                        "epoch " + change.epoch() + " expires at " + step.now() + ", its deadline is " + until + "ms");
            } else {
                require(
                        isByItsHoldersWord(step, change),
                        change.pool(),
                        "nobody who may has ended epoch " + change.epoch() + " (" + change.cause() + ")");
            }
            goodUntil.remove(change.pool());
        });
        step.answer()
                .filter(answer -> answer.role() == Role.PRIMARY || answer.role() == Role.DRAINING)
                .ifPresent(answer -> {
                    long good = goodMillis(step, answer);
                    goodUntil.merge(answer.pool(), step.now().millis() + good, Math::max);
                });
    }

    private static long goodMillis(Step step, Decision.Answer answer) {
        PoolSettings settings =
                Step.pool(step.after(), answer.pool()).orElseThrow().set().effective();
        if (answer.role() == Role.PRIMARY) {
            return settings.leaseTtlMillis();
        }
        long valid = answer.grip().validMillis();
        return valid == 0 ? 0 : valid + settings.safetyMarginMillis();
    }

    private static boolean isByItsHoldersWord(Step step, Change change) {
        Tenure.Held held = Step.held(step.before(), change.pool()).orElseThrow();
        if (step.heard().isEmpty()) {
            return false;
        }
        Command command = step.heard().get().command();
        if (command instanceof Command.Operate operate) {
            return change.cause() == ChangeCause.UNSAFE_NOW
                    && operate.operation() instanceof Operation.Failover failover
                    && failover.unsafeNow();
        }
        Step.Speaker speaker = step.speaker().orElseThrow();
        boolean isHolder = speaker.instance().equals(held.reign().primary())
                && speaker.incarnation().equals(held.reign().incarnation());
        boolean another = speaker.holding() instanceof Holding.Claim claim
                && claim.number() != held.reign().epoch().number();
        return switch (change.cause()) {
            case RELEASED ->
                isHolder && !another && (speaker.release() || speaker.holding() instanceof Holding.Nothing);
            case LEFT -> isHolder && command instanceof Command.Leave;
            case UNELECTABLE ->
                isHolder
                        && isUnelectable(step, change.pool(), speaker)
                        && (speaker.holding() instanceof Holding.Nothing
                                || speaker.incarnation().isBare());
            case ANSWER_LOST -> isHolder && speaker.holding() instanceof Holding.Nothing;
            case SUPERSEDED ->
                speaker.instance().equals(held.reign().primary())
                        && command instanceof Command.CheckIn checkIn
                        && checkIn.supersedes().contains(held.reign().incarnation());
            default -> false;
        };
    }

    private static boolean isUnelectable(Step step, PoolName pool, Step.Speaker speaker) {
        return Step.seat(step.after(), pool, speaker.instance())
                .filter(seat -> !seat.profile().electable())
                .isPresent();
    }
}
