package dev.coordinator.server.lease.twin;

import dev.coordinator.server.lease.Contender;
import dev.coordinator.server.lease.Cordon;
import dev.coordinator.server.lease.Dispute;
import dev.coordinator.server.lease.Eviction;
import dev.coordinator.server.lease.Handle;
import dev.coordinator.server.lease.Incarnation;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.Occupant;
import dev.coordinator.server.lease.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is remembered of one instance; plain fields. Times are cluster time in milliseconds. */
final class TwinSeat {

    final InstanceId id;
    Incarnation run = Incarnation.BARE;
    List<Incarnation> dead = new ArrayList<>();
    List<Contender> contenders = new ArrayList<>();
    List<Long> losses = new ArrayList<>();
    Profile profile = Profile.PLAIN;
    Handle handle = Handle.NONE;
    long seq;
    long heardAt;
    long comesAt;
    long liveSince;
    long yieldsUntil;
    long alarmed;
    /** The last epoch granted anywhere before the seat was made. */
    long madeAfter;

    boolean live;
    boolean left;
    Optional<Cordon> cordon = Optional.empty();
    Optional<Dispute> dispute = Optional.empty();
    Optional<Eviction> eviction = Optional.empty();
    /** Since when it passes the filter of every choice, without a break; meaningless while it doesn't. */
    long eligibleSince;

    private boolean wasEligible;

    TwinSeat(InstanceId id) {
        this.id = id;
    }

    /** "Filter first (electable, live, not cordoned)." */
    boolean eligible() {
        return live && profile.electable() && cordon.isEmpty() && !isEvicted();
    }

    boolean isEvicted() {
        return wasEvicted(run);
    }

    boolean wasEvicted(Incarnation which) {
        return eviction.isPresent() && eviction.get().run().equals(which);
    }

    /** Its run is over. */
    void isGone(long now) {
        live = false;
        left = true;
        handle = Handle.NONE;
        noteEligibility(now);
    }

    /** When nothing has been said of it for so long. */
    long rememberedFrom() {
        return Math.max(heardAt, eviction.map(each -> each.at().millis()).orElse(0L));
    }

    /** To be called whenever something of that may have changed. */
    void noteEligibility(long now) {
        if (eligible() && !wasEligible) {
            eligibleSince = now;
        }
        wasEligible = eligible();
    }

    Occupant occupant() {
        return new Occupant(run, profile.address());
    }

    void heard(long now) {
        if (left && eviction.isPresent() && eviction.get().run().isBare()) {
            // "What it sends afterwards is a new one."
            eviction = Optional.empty();
        }
        if (!live) {
            liveSince = now;
        }
        live = true;
        left = false;
        heardAt = now;
        comesAt = Math.max(comesAt, now);
        noteEligibility(now);
    }

    /** "All become superseded, even unknown ones." Open: the latest thousand are remembered. */
    void bury(List<Incarnation> runs) {
        for (Incarnation each : runs) {
            if (!each.isBare() && !each.equals(run) && !dead.contains(each)) {
                dead.add(each);
            }
        }
        while (dead.size() > 1000) {
            dead.remove(0);
        }
    }

    /** Open: a run that asks again is given the nonce that it has, and the latest four that asked are remembered. */
    long challenge(Incarnation asking, long fresh) {
        for (Contender contender : contenders) {
            if (contender.run().equals(asking)) {
                return contender.nonce();
            }
        }
        contenders.add(new Contender(asking, fresh));
        if (contenders.size() > 4) {
            contenders.remove(0);
        }
        return fresh;
    }

    void takenBy(Incarnation newRun) {
        List<Incarnation> others = new ArrayList<>();
        others.add(run);
        // Open: who was challenged after the one that takes the seat may still take it in turn.
        boolean isKnown =
                contenders.stream().anyMatch(contender -> contender.run().equals(newRun));
        while (!contenders.isEmpty()) {
            Incarnation oldest = contenders.remove(0).run();
            if (isKnown && oldest.equals(newRun)) {
                break;
            }
            others.add(oldest);
        }
        run = newRun;
        bury(others);
    }
}
