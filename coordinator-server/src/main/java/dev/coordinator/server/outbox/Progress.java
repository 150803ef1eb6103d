package dev.coordinator.server.outbox;

/**
 * How far the deliveries to one webhook have come. Each part only ever rises, so it doesn't matter in which order reports of
 * it arrive, nor how often.
 *
 * @param next whatever comes before was delivered, is not wanted, or counts as missed
 * @param missed of the events up to this one some may not have been delivered, and never will be; {@link EventId#NONE}: none
 * @param told up to where the receiver knows that
 */
public record Progress(EventId next, EventId missed, EventId told) {

    /** Of a webhook that begins. */
    public static final Progress NONE = new Progress(EventId.NONE, EventId.NONE, EventId.NONE);

    /** Of one that is told what comes behind that entry of the log. */
    static Progress from(long index) {
        return new Progress(EventId.after(index), EventId.NONE, EventId.NONE);
    }

    /** The later of both, part by part. */
    public Progress merged(Progress other) {
        return new Progress(next.later(other.next), missed.later(other.missed), told.later(other.told));
    }

    /** Whether the receiver is yet to hear that it missed something. */
    public boolean owesWord() {
        return missed.compareTo(told) > 0;
    }

    /** After the event of that id was dropped. */
    Progress dropped(EventId id) {
        return next.compareTo(id) > 0 ? this : merged(new Progress(id.next(), id, EventId.NONE));
    }
}
