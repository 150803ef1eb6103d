package dev.coordinator.server.lease;

/**
 * Whose word counts for a seat.
 *
 * <p>A packet of a dead run may arrive at any time. So an unknown incarnation takes an occupied seat only by a second
 * check-in that echoes a nonce from the first answer, which a dead run can't send, or by naming the occupant as dead.
 */
enum SeatClaim {
    /** The sender has the seat. */
    HAS_IT,
    /** The sender takes the seat: it was empty, or the sender is proven, or it names the occupant as dead. */
    TAKES_IT,
    /** The sender is unknown and has to prove that it is alive. */
    MUST_PROVE,
    /** A newer incarnation took the seat. */
    WAS_REPLACED,
    /** The sender has left, and never returns. */
    HAS_LEFT,
    /** An operator ended the sender, and it never returns. */
    WAS_EVICTED,
    /** The sender doesn't say which run it is, and the seat belongs to one that does. */
    MUST_IDENTIFY;

    static SeatClaim of(Pool pool, Seat seat, Command.CheckIn checkIn) {
        Incarnation sender = checkIn.incarnation();
        Incarnation occupant = seat.incarnation();
        boolean occupied = isOccupied(pool, seat);
        if (sender.equals(occupant)) {
            return sender.isBare() ? HAS_IT : ofOccupant(pool, seat);
        }
        if (sender.isBare()) {
            return occupied ? MUST_IDENTIFY : TAKES_IT;
        }
        if (seat.wasEvicted(sender)) {
            return WAS_EVICTED;
        }
        if (seat.runs().isSuperseded(sender)) {
            return WAS_REPLACED;
        }
        boolean namesOccupant = !occupant.isBare() && checkIn.supersedes().contains(occupant);
        boolean proven = seat.runs().isProven(sender, checkIn.nonce());
        return !occupied || namesOccupant || proven ? TAKES_IT : MUST_PROVE;
    }

    /** An evicted run speaks for its lease until that ends. */
    private static SeatClaim ofOccupant(Pool pool, Seat seat) {
        if (seat.isEvicted() && !pool.isHeldBy(seat)) {
            return WAS_EVICTED;
        }
        return seat.hasLeft() ? HAS_LEFT : HAS_IT;
    }

    /** An identified incarnation occupies its seat until it leaves; a bare client while it is there or holds the lease. */
    private static boolean isOccupied(Pool pool, Seat seat) {
        if (seat.hasLeft()) {
            return false;
        }
        return !seat.incarnation().isBare() || seat.isLive() || pool.isHeldBy(seat);
    }
}
