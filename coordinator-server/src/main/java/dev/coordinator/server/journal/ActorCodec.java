package dev.coordinator.server.journal;

import dev.coordinator.journal.v1.Suspension;
import dev.coordinator.server.lease.Actor;
import dev.coordinator.server.lease.Appointment;
import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.Cordon;
import dev.coordinator.server.lease.Eviction;
import dev.coordinator.server.lease.Incarnation;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.Pause;
import java.util.function.Consumer;

/** Who asked for something, and what they suspended, ended or scheduled ↔ the messages that carry it. */
final class ActorCodec {

    private ActorCodec() {}

    /** Gives {@code out} the message; nobody has none. */
    static void encode(Actor actor, Consumer<dev.coordinator.journal.v1.Actor> out) {
        if (!actor.equals(Actor.NONE)) {
            out.accept(dev.coordinator.journal.v1.Actor.newBuilder()
                    .setName(actor.name())
                    .setComment(actor.comment())
                    .build());
        }
    }

    static Actor decode(dev.coordinator.journal.v1.Actor in) {
        return new Actor(in.getName(), in.getComment());
    }

    static Suspension encode(Pause pause) {
        return suspension(pause.until(), pause.sinceWallMillis(), pause.actor());
    }

    static Suspension encode(Cordon cordon) {
        return suspension(cordon.until(), cordon.sinceWallMillis(), cordon.actor());
    }

    private static Suspension suspension(ClusterTime until, long sinceWallMillis, Actor actor) {
        Suspension.Builder out = Suspension.newBuilder().setSinceWallMs(sinceWallMillis);
        Wire.unlessNever(until, out::setUntilMs);
        encode(actor, out::setActor);
        return out.build();
    }

    static dev.coordinator.journal.v1.Eviction encode(Eviction eviction) {
        dev.coordinator.journal.v1.Eviction.Builder out = dev.coordinator.journal.v1.Eviction.newBuilder()
                .setIncarnation(eviction.run().bits())
                .setAtMs(eviction.at().millis())
                .setWallMs(eviction.wallMillis());
        encode(eviction.actor(), out::setActor);
        return out.build();
    }

    static Eviction eviction(dev.coordinator.journal.v1.Eviction in) {
        return new Eviction(
                new Incarnation(in.getIncarnation()),
                new ClusterTime(in.getAtMs()),
                in.getWallMs(),
                decode(in.getActor()));
    }

    static dev.coordinator.journal.v1.Appointment encode(Appointment appointment) {
        dev.coordinator.journal.v1.Appointment.Builder out = dev.coordinator.journal.v1.Appointment.newBuilder()
                .setTo(Wire.text(appointment.to()))
                .setDueMs(appointment.due().millis())
                .setAtWallMs(appointment.atWallMillis())
                .setSinceWallMs(appointment.sinceWallMillis());
        encode(appointment.actor(), out::setActor);
        return out.build();
    }

    static Appointment appointment(dev.coordinator.journal.v1.Appointment in) {
        return new Appointment(
                Wire.optional(in.getTo(), InstanceId::new),
                new ClusterTime(in.getDueMs()),
                in.getAtWallMs(),
                in.getSinceWallMs(),
                decode(in.getActor()));
    }

    static Pause pause(Suspension in) {
        return new Pause(until(in), in.getSinceWallMs(), decode(in.getActor()));
    }

    static Cordon cordon(Suspension in) {
        return new Cordon(until(in), in.getSinceWallMs(), decode(in.getActor()));
    }

    private static ClusterTime until(Suspension in) {
        return Wire.orNever(in.hasUntilMs(), in.getUntilMs());
    }

    /** Whether the bytes of both its texts say the same texts. */
    static boolean isExact(Actor actor) {
        return Wire.isUnicode(actor.name()) && Wire.isUnicode(actor.comment());
    }
}
