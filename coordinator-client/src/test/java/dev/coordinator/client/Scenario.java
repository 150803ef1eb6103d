package dev.coordinator.client;

import dev.coordinator.v1.CheckInResponse;
import dev.coordinator.v1.Directive;
import dev.coordinator.v1.Role;
import dev.coordinator.v1.RoleReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A {@link Protocol} on a time line of its own, with everything it wanted done. */
final class Scenario {

    final List<Outgoing> sent = new ArrayList<>();
    final List<Epoch> started = new ArrayList<>();
    final List<StandbyReason> stops = new ArrayList<>();
    final List<Long> stopNumbers = new ArrayList<>();
    final List<Epoch> goneOn = new ArrayList<>();
    final List<Successor> successors = new ArrayList<>();
    int moves;
    boolean ended;
    boolean failEverything;

    private final Declaration declaration =
            new Declaration(Member.of("billing", "billing-1").priority(10), Optional.empty());
    private final Protocol protocol =
            new Protocol(declaration, List.of(5L, 6L), new Pace(Duration.ofSeconds(5), new Random(1)));
    private long nanos;

    static Scenario started() {
        Scenario scenario = new Scenario();
        scenario.perform(scenario.protocol.start(scenario.now()));
        return scenario;
    }

    static CheckInResponse primary(long epoch, long validMillis) {
        return answer(Role.ROLE_PRIMARY, epoch, validMillis).build();
    }

    static CheckInResponse draining(long epoch, long validMillis) {
        return answer(Role.ROLE_DRAINING, epoch, validMillis)
                .setDirective(Directive.DIRECTIVE_STEP_DOWN)
                .build();
    }

    /** It held an epoch that has ended: it must stop. */
    static CheckInResponse ended() {
        return answer(Role.ROLE_STANDBY, 0, 0)
                .setReason(RoleReason.ROLE_REASON_EPOCH_ENDED)
                .setDirective(Directive.DIRECTIVE_STEP_DOWN)
                .build();
    }

    static CheckInResponse standby() {
        return answer(Role.ROLE_STANDBY, 0, 0).build();
    }

    private static CheckInResponse.Builder answer(Role role, long epoch, long validMillis) {
        return CheckInResponse.newBuilder()
                .setRole(role)
                .setEpoch(epoch)
                .setLeaseValidMs(validMillis)
                .setNextCheckInMs(30_000);
    }

    /** Time goes on and timers work. */
    void pass(Duration duration) {
        long end = nanos + duration.toNanos();
        while (protocol.nextWake().nanos() <= end) {
            nanos = Math.max(nanos, protocol.nextWake().nanos());
            wake();
        }
        nanos = end;
    }

    /** Time goes on and timers don't. */
    void suspend(Duration duration) {
        nanos += duration.toNanos();
    }

    void wake() {
        perform(protocol.due(now()));
    }

    void answer(long seq, CheckInResponse answer) {
        answerRepeating(seq, seq, answer);
    }

    void answerRepeating(long seq, long repeated, CheckInResponse answer) {
        perform(protocol.answered(
                now(), seq, answer.toBuilder().setSeq(repeated).build()));
    }

    void fail(long seq, Failure failure) {
        perform(protocol.failed(now(), seq, failure));
    }

    void nudge() {
        perform(protocol.nudged(now()));
    }

    void unelectable(String reason) {
        perform(protocol.declare(now(), declaration.withUnelectable(Optional.of(reason))));
    }

    void electable() {
        perform(protocol.declare(now(), declaration));
    }

    void release() {
        perform(protocol.release(now()));
    }

    /** The application has done what the latest stop asked for. */
    void stopped() {
        stopped(stopNumbers.get(stopNumbers.size() - 1));
    }

    void stopped(long stop) {
        perform(protocol.stopped(now(), stop));
    }

    void leave() {
        perform(protocol.leave(now()));
    }

    void left(long seq) {
        perform(protocol.left(seq));
    }

    void abandon() {
        perform(protocol.abandon(StandbyReason.CLIENT_FAILED));
    }

    boolean isPrimary() {
        return protocol.view().heldAt(now()).isPresent();
    }

    boolean isSeated() {
        return protocol.view().seated();
    }

    MemberStatus status() {
        return protocol.view().status();
    }

    Outgoing last() {
        return sent.get(sent.size() - 1);
    }

    Outgoing.CheckIn lastCheckIn() {
        return (Outgoing.CheckIn) last();
    }

    private Moment now() {
        return new Moment(nanos, nanos);
    }

    private void perform(List<Effect> effects) {
        for (Effect effect : effects) {
            if (effect instanceof Effect.Send send) {
                sent.add(send.message());
                if (failEverything) {
                    fail(send.message().seq(), new Failure.Unreachable("refused"));
                }
            } else if (effect instanceof Effect.MoveOn) {
                moves++;
            } else if (effect instanceof Effect.Start start) {
                started.add(start.epoch());
            } else if (effect instanceof Effect.Stop stop) {
                stops.add(stop.reason());
                stopNumbers.add(stop.number());
            } else if (effect instanceof Effect.GoOn goOn) {
                goneOn.add(goOn.epoch());
            } else if (effect instanceof Effect.Superseded superseded) {
                successors.add(superseded.successor());
            } else {
                ended = true;
            }
        }
    }
}
