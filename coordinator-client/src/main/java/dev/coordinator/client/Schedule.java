package dev.coordinator.client;

import java.time.Duration;

/** When the next attempt is due, and until when the latest may be answered. */
final class Schedule {

    /** Before the first answer names one. */
    private static final Duration FIRST_INTERVAL = Duration.ofSeconds(3);

    private Duration interval = FIRST_INTERVAL;
    private Deadline due = Deadline.NEVER;
    private Deadline timeout = Deadline.NEVER;
    private Deadline spaced = Deadline.NEVER;
    private int hurried;
    private boolean called;
    private int failures;

    void composed(Moment now, Duration attemptTimeout) {
        due = Deadline.NEVER;
        timeout = now.after(attemptTimeout);
        hurried = spaced.equals(Deadline.NEVER) || now.isPast(spaced) ? 0 : hurried + 1;
        spaced = now.after(Pace.SPACING);
        called = false;
    }

    /** The interval follows short calls only slowly: a hurried pool isn't a quick network. */
    void answered(Moment now, Duration next) {
        Duration half = interval.dividedBy(2);
        interval = next.compareTo(half) > 0 ? next : half;
        failures = 0;
        settle(now.after(next));
    }

    void failed(Deadline retry) {
        settle(retry);
    }

    /**
     * Now, or at a distance to the last attempt when several followed one another at once; survives the answer to that one.
     */
    void soon(Moment now) {
        soon(hurried < Pace.MOST_HURRIED ? now.after(Duration.ZERO) : spaced);
    }

    /** At {@code latest}; survives the answer to the last attempt. */
    void soon(Deadline latest) {
        called = true;
        due = due.orEarlier(latest);
    }

    /** Unless an attempt is on its way. */
    void noLaterThan(Deadline latest) {
        if (!isWaiting()) {
            due = due.orEarlier(latest);
        }
    }

    int countFailure() {
        return ++failures;
    }

    int failures() {
        return failures;
    }

    Duration interval() {
        return interval;
    }

    boolean isWaiting() {
        return !timeout.equals(Deadline.NEVER);
    }

    boolean isTimedOut(Moment now) {
        return now.isPast(timeout);
    }

    boolean isDue(Moment now) {
        return now.isPast(due);
    }

    Deadline next() {
        return due.orEarlier(timeout);
    }

    private void settle(Deadline next) {
        timeout = Deadline.NEVER;
        due = called ? due.orEarlier(next) : next;
    }
}
