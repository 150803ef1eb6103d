package dev.coordinator.server.api;

import java.util.HashSet;
import java.util.Set;

/** The seats that one session checks in for, a bounded number of them. Of the session's lane. */
final class SessionSeats {

    private final Nudges nudges;
    private final Nudged session;
    private final int most;
    private final Set<SeatKey> seats = new HashSet<>();

    SessionSeats(Nudges nudges, Nudged session, int most) {
        this.nudges = nudges;
        this.session = session;
        this.most = most;
    }

    int most() {
        return most;
    }

    /** Makes room for a seat that is about to be checked in; false, when there is none. */
    boolean reserve(SeatKey seat) {
        return seats.contains(seat) || (seats.size() < most && seats.add(seat));
    }

    /** Its check-in was answered, and it has the seat. One beyond the bound gets no nudges. */
    void seated(SeatKey seat, long logIndex) {
        if (reserve(seat)) {
            nudges.speaks(seat, session, logIndex);
        }
    }

    /** Its check-in was refused; what was answered before still holds. */
    void refused(SeatKey seat) {
        if (!nudges.isSpokenForBy(seat, session)) {
            seats.remove(seat);
        }
    }

    /** It has left, or another run has the seat. */
    void unseated(SeatKey seat) {
        seats.remove(seat);
        nudges.silent(seat, session);
    }

    void clear() {
        seats.forEach(seat -> nudges.silent(seat, session));
        seats.clear();
    }
}
