package dev.coordinator.server.journal;

import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Grip;
import dev.coordinator.server.lease.NextCheckIn;
import dev.coordinator.server.lease.PoolSettings;
import dev.coordinator.server.lease.PrimaryView;
import dev.coordinator.server.lease.Refusal;
import dev.coordinator.server.lease.Role;
import dev.coordinator.server.lease.RoleReason;
import dev.coordinator.server.lease.Violation;
import java.util.List;

/** Decisions of every kind; the same seed gives the same ones. */
final class AnyDecisions {

    private final AnyValues any;

    AnyDecisions(long seed) {
        any = new AnyValues(seed);
    }

    Outcomes.Decided decided() {
        return new Outcomes.Decided(any.positive(), any.list(12, this::decision));
    }

    private Decision decision() {
        return switch ((int) (any.positive() % 7)) {
            case 0 -> new Decision.Departed(any.maybe(any::epoch));
            case 1 -> Decision.PASSED;
            case 2 -> new Decision.SettingsInForce(settings());
            case 3 -> new Decision.Refused(any.any(Refusal.class), any.list(3, this::violation));
            case 4 -> new Decision.Operated(any.maybe(any::instance), any.maybe(any::instance), any.maybeLong());
            default -> answer();
        };
    }

    private Decision.Answer answer() {
        return new Decision.Answer(
                any.pool(),
                any.instance(),
                any.any(Role.class),
                any.any(RoleReason.class),
                new Grip(any.maybe(any::epoch), any.number()),
                new NextCheckIn(any.number(), any.bool()),
                any.maybeLong(),
                any.maybe(this::primary),
                List.copyOf(any.list(2, any::instance)),
                any.bool(),
                any.number(),
                any.number(),
                any.handle(),
                any.maybe(any::occupant));
    }

    private PrimaryView primary() {
        return new PrimaryView(any.instance(), any.epoch(), any.number(), any.text(), any.labels(), any.bool());
    }

    private PoolSettings settings() {
        return new PoolSettings(
                any.number(),
                any.number(),
                any.number(),
                any.number(),
                any.number(),
                (int) any.number(),
                any.number(),
                any.number(),
                any.bool(),
                any.number());
    }

    private Violation violation() {
        return new Violation(any.text(), any.text(), any.text());
    }
}
