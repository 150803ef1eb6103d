package dev.coordinator.client;

import dev.coordinator.v1.CheckInResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * The library's own rules of one membership, {@link Protocol} itself, without its loop, lines and clock: a simulator gives
 * it time, answers and failures. It lives here because those rules are nobody else's business.
 */
public final class SimulatedMembership {

    private final Surroundings around;
    private final Protocol protocol;
    private Declaration declaration;

    /** Of an instance that may be primary. */
    public SimulatedMembership(
            String pool, String instance, int priority, RandomGenerator random, Surroundings around) {
        this.around = around;
        this.declaration = new Declaration(Member.of(pool, instance).priority(priority), Optional.empty());
        this.protocol = new Protocol(declaration, List.of(), new Pace(Duration.ofSeconds(5), random));
    }

    /** What the membership wants done. */
    public interface Surroundings {
        /** By its own clock: the true time is at {@code earliest} or later. */
        long earliestNanos();

        /** By its own clock: the true time is at {@code latest} or earlier. */
        long latestNanos();

        /** The belief may have changed; always told before anything else is wanted. */
        void believes(Optional<Belief> belief);

        void send(Said said);

        /** Another node is to be talked to. */
        void moveOn();

        /** The application is to stop, and to report that by the number. */
        void stop(long number);

        /** Nothing follows. */
        void ended();
    }

    /** A lease that is held until its end by the own clock. */
    public record Belief(long epoch, long endNanos) {}

    /**
     * One message.
     *
     * @param holding absent: not said
     * @param brief as a renewal by {@code handle}, which says nothing else
     */
    public record Said(
            long seq,
            boolean leave,
            OptionalLong holding,
            boolean release,
            boolean brief,
            long handle,
            long nonce,
            boolean electable,
            int priority) {}

    /** Why there was no answer. */
    public enum NoAnswer {
        UNREACHABLE,
        NOT_NOW,
        UNKNOWN_HANDLE,
        REFUSED
    }

    public void start() {
        done(protocol.start(now()));
    }

    public void due() {
        done(protocol.due(now()));
    }

    public void answered(long seq, CheckInResponse answer) {
        done(protocol.answered(now(), seq, answer));
    }

    public void left(long seq) {
        done(protocol.left(seq));
    }

    public void failed(long seq, NoAnswer why, Duration retryAfter) {
        done(protocol.failed(
                now(),
                seq,
                switch (why) {
                    case UNREACHABLE -> new Failure.Unreachable("unreachable");
                    case NOT_NOW -> new Failure.NotNow("not now", retryAfter);
                    case UNKNOWN_HANDLE -> new Failure.UnknownHandle("unknown handle");
                    case REFUSED -> new Failure.Refused("refused");
                }));
    }

    public void nudged() {
        done(protocol.nudged(now()));
    }

    public void electable(boolean electable) {
        declaration = declaration.withUnelectable(electable ? Optional.empty() : Optional.of("not now"));
        done(protocol.declare(now(), declaration));
    }

    public void priority(int priority) {
        declaration = declaration.withMember(declaration.member().priority(priority));
        done(protocol.declare(now(), declaration));
    }

    public void release() {
        done(protocol.release(now()));
    }

    public void leave() {
        done(protocol.leave(now()));
    }

    /** The application has stopped, as it was told by this number. */
    public void stopped(long number) {
        done(protocol.stopped(now(), number));
    }

    /** When {@link #due} is to be called, by the own clock; empty: not until something else happens. */
    public OptionalLong nextWakeNanos() {
        Deadline next = protocol.nextWake();
        return next.equals(Deadline.NEVER) ? OptionalLong.empty() : OptionalLong.of(next.nanos());
    }

    private Moment now() {
        return new Moment(around.earliestNanos(), around.latestNanos());
    }

    /** As {@link Seat} does it: what is believed is seen before anything is said. */
    private void done(List<Effect> effects) {
        around.believes(protocol.view()
                .held()
                .map(held -> new Belief(held.epoch().number(), held.end().nanos())));
        effects.forEach(this::perform);
    }

    private void perform(Effect effect) {
        if (effect instanceof Effect.Send send) {
            around.send(said(send.message()));
        } else if (effect instanceof Effect.MoveOn) {
            around.moveOn();
        } else if (effect instanceof Effect.Stop stop) {
            around.stop(stop.number());
        } else if (effect instanceof Effect.Ended) {
            around.ended();
        }
    }

    /** What {@link Wire} makes of it on a stream. */
    private Said said(Outgoing message) {
        boolean electable = declaration.unelectable().isEmpty();
        int priority = declaration.member().priority();
        if (!(message instanceof Outgoing.CheckIn checkIn)) {
            return new Said(message.seq(), true, OptionalLong.empty(), false, false, 0, 0, electable, priority);
        }
        boolean released = checkIn.claim() instanceof Claim.Released;
        return new Said(
                checkIn.seq(),
                false,
                holding(checkIn.claim()),
                released,
                checkIn.handle() != 0 && checkIn.nonce() == 0 && !released,
                checkIn.handle(),
                checkIn.nonce(),
                electable,
                priority);
    }

    private static OptionalLong holding(Claim claim) {
        if (claim instanceof Claim.Holding held) {
            return OptionalLong.of(held.epoch().number());
        }
        if (claim instanceof Claim.Released released) {
            return OptionalLong.of(released.epoch().number());
        }
        return claim instanceof Claim.None ? OptionalLong.of(0) : OptionalLong.empty();
    }
}
