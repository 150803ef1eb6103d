package dev.coordinator.server.lease;

/**
 * What set a decision off.
 *
 * @param actor the operator who asked for it, if one did; the comment may also be an instance's words on why it must not
 *     be primary
 * @param missedCheckIns how many the one who lost the lease had missed by then
 */
public record Trigger(ChangeCause cause, Actor actor, int missedCheckIns) {

    /** Nothing to add. */
    public static final Trigger NONE = of(ChangeCause.NONE);

    static Trigger of(ChangeCause cause) {
        return new Trigger(cause, Actor.NONE, 0);
    }

    static Trigger by(Actor actor, ChangeCause cause) {
        return new Trigger(cause, actor, 0);
    }

    /** An instance's own words. */
    static Trigger said(ChangeCause cause, String words) {
        return new Trigger(cause, new Actor("", words), 0);
    }

    Trigger missing(int checkIns) {
        return new Trigger(cause, actor, checkIns);
    }
}
