package dev.coordinator.cli.top;

/**
 * Where something that is shown was read, and what it is worth.
 *
 * @param node who told it; empty: it was never read
 * @param when it was read
 * @param trouble why it may be old, as the end of a sentence; empty: it was true when it was read
 * @param told whether a node told it just now, if only what it knows itself; otherwise it is from an earlier reading
 */
record Source(String node, Moment when, String trouble, boolean told) {

    static Source current(String node, Moment when) {
        return new Source(node, when, "", true);
    }

    /** Only what that node knows itself. */
    static Source stale(String node, Moment when, String trouble) {
        return new Source(node, when, trouble, true);
    }

    /** The same, for nothing newer is to be had. */
    Source keptFor(String newTrouble) {
        return new Source(node, when, newTrouble, false);
    }

    boolean isStale() {
        return !trouble.isEmpty();
    }

    /**
     * How much of a lease has passed since, as far as this machine can tell. Nothing when it is stale: without a leader
     * cluster time stands still, and without an answer nobody knows.
     */
    long millisUntil(Moment now) {
        return isStale() ? 0 : now.millisSince(when);
    }
}
