package dev.coordinator.server.lease;

import java.util.ArrayList;
import java.util.List;

/**
 * The runs of one instance that its seat knows of: the one that has the seat, those that had it and never get it back,
 * and those that were asked to prove that they are alive.
 *
 * <p>Memory is bounded: of the superseded the latest {@link #MOST_SUPERSEDED} are remembered. A still older run that
 * came back would have to prove itself alive, and would inherit no lease.
 */
final class Runs {

    static final int MOST_SUPERSEDED = 1000;
    static final int MOST_CONTENDERS = 4;

    private Incarnation current = Incarnation.BARE;
    private List<Incarnation> superseded = List.of();
    private List<Contender> contenders = List.of();

    Incarnation current() {
        return current;
    }

    List<Incarnation> superseded() {
        return superseded;
    }

    List<Contender> contenders() {
        return contenders;
    }

    void restore(Incarnation newCurrent, List<Incarnation> newSuperseded, List<Contender> newContenders) {
        current = newCurrent;
        superseded = List.copyOf(newSuperseded);
        contenders = List.copyOf(newContenders);
    }

    boolean isSuperseded(Incarnation run) {
        return superseded.contains(run);
    }

    /** Whether {@code run} echoes the nonce that it was given. */
    boolean isProven(Incarnation run, long nonce) {
        return contenders.contains(new Contender(run, nonce));
    }

    /** The nonce that {@code run} has to echo: the one it was given already, or {@code fresh}. */
    long challenge(Incarnation run, long fresh) {
        for (Contender contender : contenders) {
            if (contender.run().equals(run)) {
                return contender.nonce();
            }
        }
        List<Contender> next = new ArrayList<>(contenders);
        if (next.size() == MOST_CONTENDERS) {
            next.remove(0);
        }
        next.add(new Contender(run, fresh));
        contenders = List.copyOf(next);
        return fresh;
    }

    /**
     * Gives the seat to {@code run}: those that are known to be older never get it back. One that was challenged later
     * may still prove itself, for the proof of {@code run} may be a delayed packet, and {@code run} dead.
     */
    void take(Incarnation run) {
        List<Incarnation> older = new ArrayList<>();
        List<Contender> later = new ArrayList<>();
        older.add(current);
        boolean isLater = false;
        for (Contender contender : contenders) {
            if (contender.run().equals(run)) {
                isLater = true;
            } else if (isLater) {
                later.add(contender);
            } else {
                older.add(contender.run());
            }
        }
        contenders = List.copyOf(later);
        current = run;
        retire(older);
    }

    /** None of these, which are dead by the word of the one that has the seat, ever gets it. */
    void retire(List<Incarnation> dead) {
        if (dead.isEmpty()) {
            return;
        }
        List<Incarnation> next = new ArrayList<>(superseded);
        for (Incarnation run : dead) {
            if (!run.isBare() && !run.equals(current) && !next.contains(run)) {
                next.add(run);
            }
        }
        int excess = next.size() - MOST_SUPERSEDED;
        superseded = List.copyOf(excess > 0 ? next.subList(excess, next.size()) : next);
    }
}
