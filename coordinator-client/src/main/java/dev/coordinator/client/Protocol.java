package dev.coordinator.client;

import dev.coordinator.client.Attempts.Attempt;
import dev.coordinator.client.Standing.Holding;
import dev.coordinator.client.Standing.Nothing;
import dev.coordinator.client.Standing.Stopped;
import dev.coordinator.client.Standing.Stopping;
import dev.coordinator.client.Standing.Wanted;
import dev.coordinator.v1.CheckInResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one membership says, hears and believes: no clock, thread or socket inside.
 *
 * <p>Each input carries the moment it came, and returns what is to be done about it, in order. {@link #view()} is to be
 * published before that is done, so that no one believes in a lease that is being given up. {@link #nextWake()} says when
 * {@link #due} is to be called if nothing else happens. To be used by one thread at a time.
 *
 * <p>Invariants: only an answer that counts (see {@link Attempts}) starts or extends a lease, and it counts from the moment
 * its attempt was composed (S3); the end of a lease only moves later; an epoch once over never comes back; nothing is
 * said between the end of a lease and the application's having stopped; nothing is said after the end.
 */
final class Protocol {

    private static final Duration REFUSED_PAUSE = Duration.ofSeconds(30);

    private final Pace pace;
    private final Attempts attempts = new Attempts();
    private final Schedule schedule = new Schedule();
    private final List<Effect> effects = new ArrayList<>();
    private final SeatProof proof;

    private Declaration declaration;
    private long version;
    private long handle;
    private long handleVersion;
    private String clusterId = "";

    private Standing standing = new Nothing();
    private long highestEpoch;
    private long stops;
    private MemberStatus status = MemberStatus.UNKNOWN;
    private boolean leaving;
    private boolean ended;

    /** @param supersedes the runs before this one that are certainly dead */
    Protocol(Declaration declaration, List<Long> supersedes, Pace pace) {
        this.declaration = declaration;
        this.proof = new SeatProof(supersedes);
        this.pace = pace;
    }

    List<Effect> start(Moment now) {
        compose(now);
        return takeEffects();
    }

    List<Effect> due(Moment now) {
        expire(now);
        if (!ended && schedule.isTimedOut(now)) {
            status = status.withFailure("no answer in time");
            retryLater(now, Duration.ZERO);
            effects.add(new Effect.MoveOn());
        }
        if (!ended && schedule.isDue(now)) {
            compose(now);
        }
        return takeEffects();
    }

    List<Effect> answered(Moment now, long seq, CheckInResponse answer) {
        expire(now);
        Optional<Attempt> attempt = attempts.answered(seq);
        if (!ended && attempt.isPresent()) {
            if (answer.getSeq() == seq) {
                take(now, attempt.get(), answer);
            } else if (attempts.isLatest(seq)) {
                status = status.withFailure("the answer is to another check-in");
                retryLater(now, Duration.ZERO);
            }
        }
        return takeEffects();
    }

    List<Effect> failed(Moment now, long seq, Failure failure) {
        expire(now);
        Optional<Attempt> attempt = attempts.failed(seq);
        if (!ended && attempt.isPresent() && attempts.isLatest(seq) && schedule.isWaiting()) {
            status = status.withFailure(failure.message());
            takeFailure(now, attempt.get(), failure);
        }
        return takeEffects();
    }

    /** The coordinator calls. It gives no right (S3). */
    List<Effect> nudged(Moment now) {
        expire(now);
        composeSoon(now);
        return takeEffects();
    }

    /** The line was replaced; the node at the other end of the new one doesn't know yet whom it may call. */
    List<Effect> moved(Moment now) {
        expire(now);
        schedule.noLaterThan(now.after(pace.spread(schedule.interval())));
        return takeEffects();
    }

    List<Effect> declare(Moment now, Declaration newDeclaration) {
        expire(now);
        if (!newDeclaration.equals(declaration)) {
            declaration = newDeclaration;
            version++;
            if (declaration.forbidsPrimary() && standing instanceof Holding) {
                askToStop(Wanted.STOP, StandbyReason.UNELECTABLE);
                // An application that stops sooner is spared this: its membership then says all at once.
                schedule.soon(now.after(Pace.SPACING));
            } else {
                composeSoon(now);
            }
        }
        return takeEffects();
    }

    List<Effect> release(Moment now) {
        expire(now);
        askToStop(Wanted.RELEASE, StandbyReason.RELEASED);
        return takeEffects();
    }

    /** The application has stopped. An earlier stop than the latest was called off: it may have started again since. */
    List<Effect> stopped(Moment now, long stop) {
        expire(now);
        if (stop == stops && standing instanceof Holding held && held.wanted() != Wanted.STAY) {
            standing = new Stopped(held.epoch(), held.wanted() == Wanted.RELEASE);
            compose(now);
        } else if (stop == stops && standing instanceof Stopping stopping) {
            standing = new Stopped(stopping.epoch(), false);
            compose(now);
        }
        return takeEffects();
    }

    List<Effect> leave(Moment now) {
        expire(now);
        if (!leaving && !ended) {
            leaving = true;
            askToStop(Wanted.STOP, StandbyReason.CLOSED);
            if (!(standing instanceof Holding)) {
                compose(now);
            }
        }
        return takeEffects();
    }

    List<Effect> left(long seq) {
        if (!ended && attempts.answered(seq).isPresent()) {
            end(MemberRole.CLOSED);
        }
        return takeEffects();
    }

    /** Says and believes nothing any more; a lease still held at the coordinator runs out. */
    List<Effect> abandon(StandbyReason reason) {
        if (!ended) {
            effects.removeIf(Effect.Send.class::isInstance);
            finish(reason);
            end(MemberRole.CLOSED);
        }
        return takeEffects();
    }

    View view() {
        return standing instanceof Holding held
                ? new View(
                        Optional.of(held),
                        status.withRole(held.wanted() == Wanted.STAY ? MemberRole.PRIMARY : MemberRole.DRAINING),
                        proof.isSeated())
                : new View(Optional.empty(), status, proof.isSeated());
    }

    Deadline nextWake() {
        if (ended || standing instanceof Stopping) {
            return Deadline.NEVER;
        }
        return standing instanceof Holding held ? schedule.next().orEarlier(held.end()) : schedule.next();
    }

    private void take(Moment now, Attempt attempt, CheckInResponse answer) {
        remember(attempt, answer);
        if (attempts.isLatest(attempt.seq())) {
            schedule.answered(now, Answers.nextCheckIn(answer));
        }
        switch (answer.getRole()) {
            case ROLE_PRIMARY, ROLE_DRAINING -> takeGrant(now, attempt, answer);
            case ROLE_STANDBY, ROLE_UNELECTABLE -> takeDenial(now, attempt);
            case ROLE_SUPERSEDED -> takeSuperseded(answer);
            case ROLE_UNSPECIFIED, UNRECOGNIZED -> {
                // A role of a later release: it gives nothing, and what is held runs out.
            }
        }
    }

    private void remember(Attempt attempt, CheckInResponse answer) {
        status = Answers.status(answer);
        if (answer.getHandle() != 0 || !answer.getClusterId().equals(clusterId)) {
            handle = answer.getHandle();
            handleVersion = attempt.version();
            clusterId = answer.getClusterId();
        }
        proof.answered(answer);
    }

    private void takeGrant(Moment now, Attempt attempt, CheckInResponse answer) {
        if (!Epoch.isValid(answer.getEpoch())) {
            return;
        }
        Epoch epoch = new Epoch(answer.getEpoch());
        Duration valid = Answers.leaseValid(answer);
        Deadline end = attempt.composed().after(valid);
        if (standing instanceof Holding held && held.epoch().equals(epoch)) {
            standing = held.extendedTo(end);
            if (Answers.asksToStop(answer)) {
                askToStop(Wanted.STOP, StandbyReason.STEP_DOWN);
            } else {
                goOn();
            }
        } else if (epoch.number() <= highestEpoch) {
            disown(now, attempt, epoch);
        } else if (Answers.asksToStop(answer) || leaving || declaration.forbidsPrimary()) {
            finish(StandbyReason.EPOCH_ENDED);
            decline(now, epoch);
        } else if (!now.isPast(end)) {
            finish(StandbyReason.EPOCH_ENDED);
            begin(epoch, end);
        } else if (!valid.isZero()) {
            schedule.soon(now);
        }
    }

    private void begin(Epoch epoch, Deadline end) {
        highestEpoch = epoch.number();
        standing = new Holding(epoch, end, Wanted.STAY);
        effects.add(new Effect.Start(epoch));
    }

    /** An epoch that never began here: it takes no stopping to give it back. */
    private void decline(Moment now, Epoch epoch) {
        highestEpoch = epoch.number();
        if (!(standing instanceof Stopping)) {
            standing = new Stopped(epoch, false);
            compose(now);
        }
    }

    /** The coordinator believes in an epoch that is over here. */
    private void disown(Moment now, Attempt attempt, Epoch epoch) {
        if (standing instanceof Nothing) {
            standing = new Stopped(epoch, false);
        }
        if (standing instanceof Stopped && !attempt.claim().isPromise()) {
            compose(now);
        }
    }

    private void takeDenial(Moment now, Attempt attempt) {
        finish(StandbyReason.EPOCH_ENDED);
        if (standing instanceof Stopped && attempt.claim().isPromise()) {
            standing = new Nothing();
        }
        if (proof.demands() == 1) {
            compose(now);
        } else if (proof.demands() > 1) {
            schedule.noLaterThan(now.after(pace.backOff(proof.demands())));
        }
    }

    private void takeSuperseded(CheckInResponse answer) {
        finish(StandbyReason.SUPERSEDED);
        effects.add(new Effect.Superseded(Answers.successor(answer)));
        end(MemberRole.SUPERSEDED);
    }

    private void takeFailure(Moment now, Attempt attempt, Failure failure) {
        if (failure instanceof Failure.UnknownHandle && attempt.handle() != 0) {
            handle = 0;
            compose(now);
        } else if (failure instanceof Failure.Refused
                && leaving
                && attempt.claim().isPromise()) {
            end(MemberRole.CLOSED);
        } else if (failure instanceof Failure.Refused) {
            retryLater(now, REFUSED_PAUSE);
            effects.add(new Effect.MoveOn());
        } else {
            retryLater(now, failure instanceof Failure.NotNow notNow ? notNow.retryAfter() : Duration.ZERO);
            if (schedule.failures() > 1 && !(failure instanceof Failure.Unreachable)) {
                effects.add(new Effect.MoveOn());
            }
        }
    }

    private void retryLater(Moment now, Duration hint) {
        int failures = schedule.countFailure();
        if (standing instanceof Holding held) {
            Duration left = now.until(held.end());
            Duration patience = left.dividedBy(4);
            Duration hinted = pace.hinted(hint, pace.holderBackOff(failures, left));
            schedule.failed(now.after(hinted.compareTo(patience) > 0 ? pace.holderBackOff(failures, left) : hinted));
        } else {
            schedule.failed(now.after(pace.hinted(hint, pace.backOff(failures))));
        }
    }

    private void expire(Moment now) {
        if (standing instanceof Holding held && now.isPast(held.end())) {
            finish(StandbyReason.LEASE_ENDED);
        }
    }

    /** What is held ends at once; the application is told unless it has been told already. */
    private void finish(StandbyReason reason) {
        if (standing instanceof Holding held) {
            standing = new Stopping(held.epoch());
            if (held.wanted() == Wanted.STAY) {
                stopApplication(held.epoch(), reason);
            }
        }
    }

    private void askToStop(Wanted wanted, StandbyReason reason) {
        if (standing instanceof Holding held && held.wanted() != Wanted.RELEASE) {
            standing = held.wanting(wanted);
            if (held.wanted() == Wanted.STAY) {
                stopApplication(held.epoch(), reason);
            }
        }
    }

    private void stopApplication(Epoch epoch, StandbyReason reason) {
        effects.add(new Effect.Stop(epoch, reason, ++stops));
    }

    /** The coordinator asks for it no more: what it asked for before is called off, what the application wants is not. */
    private void goOn() {
        boolean may = !leaving && !declaration.forbidsPrimary();
        if (may && standing instanceof Holding held && held.wanted() == Wanted.STOP) {
            standing = held.wanting(Wanted.STAY);
            effects.add(new Effect.GoOn(held.epoch()));
        }
    }

    private void end(MemberRole role) {
        ended = true;
        status = status.withRole(role);
        effects.add(new Effect.Ended());
    }

    private void composeSoon(Moment now) {
        schedule.soon(now);
        if (schedule.isDue(now)) {
            compose(now);
        }
    }

    private void compose(Moment now) {
        if (ended || standing instanceof Stopping) {
            return;
        }
        Claim claim = standing.claim();
        boolean goodbye = leaving && !(standing instanceof Holding);
        long said = handleVersion == version ? handle : 0;
        Attempt attempt = attempts.compose(now, goodbye ? new Claim.None() : claim, said, version);
        schedule.composed(now, attemptTimeout(now));
        effects.add(new Effect.Send(
                goodbye
                        ? new Outgoing.Leave(attempt.seq())
                        : new Outgoing.CheckIn(
                                attempt.seq(), declaration, claim, said, proof.nonce(), proof.supersedes())));
    }

    private Duration attemptTimeout(Moment now) {
        return standing instanceof Holding held
                ? pace.holderAttemptTimeout(schedule.failures(), schedule.interval(), now.until(held.end()))
                : pace.attemptTimeout(schedule.failures(), schedule.interval());
    }

    private List<Effect> takeEffects() {
        List<Effect> taken = List.copyOf(effects);
        effects.clear();
        return taken;
    }
}
