package dev.coordinator.cli.operation;

import dev.coordinator.cli.text.HumanDuration;
import dev.coordinator.v1.Outlook;

/** What an operator's word came to, in a sentence or two. */
final class OutlookText {

    private OutlookText() {}

    static String paused(String pool, Outlook outlook) {
        String until = outlook.hasWithinMs()
                ? " for " + HumanDuration.exact(outlook.getWithinMs())
                : " until 'coordctl resume " + pool + "'";
        return pool + " is paused" + until + ". "
                + (outlook.getPrimary().isEmpty()
                        ? "It has no primary, and gets none by itself but the one it had last."
                        : outlook.getPrimary() + " stays primary; if its lease ends, no other takes over by itself.");
    }

    static String resumed(String pool, Outlook outlook) {
        return pool + " moves by itself again. " + primary(outlook);
    }

    static String calledOff(String pool, Outlook outlook) {
        return outlook.getPrimary().isEmpty()
                ? "Nothing is left to call off in " + pool + ". " + primary(outlook)
                : outlook.getPrimary() + " stays primary of " + pool + ".";
    }

    static String cordoned(String instance, Outlook outlook) {
        String until = outlook.hasWithinMs() ? " for " + HumanDuration.exact(outlook.getWithinMs()) : "";
        return instance + " must not be primary" + until + "."
                + (outlook.getPrimary().equals(instance)
                        ? " It is, so it is asked to stop, and its lease is not renewed any more."
                        : "");
    }

    static String uncordoned(String instance, Outlook outlook) {
        return instance + " may be primary again, as far as operators go. " + primary(outlook);
    }

    static String evicted(String instance, Outlook outlook) {
        if (!outlook.getPrimary().equals(instance)) {
            return "The run of " + instance + " is over. " + primary(outlook);
        }
        String follows = outlook.getSuccessor().isEmpty() ? "whoever ranks best" : outlook.getSuccessor();
        String within = outlook.hasWithinMs()
                ? " in " + HumanDuration.roughAtMost(outlook.getWithinMs()) + " at the latest"
                : "";
        return instance + " is asked to stop, and its lease is not renewed any more: it ends" + within
                + ", and the run with it. Then " + follows + " follows.";
    }

    static String deleted(String pool, Outlook outlook) {
        return pool + " is deleted."
                + (outlook.hasWithinMs()
                        ? " Its last primary may still believe in its lease: the name grants nothing for "
                                + HumanDuration.roughAtMost(outlook.getWithinMs()) + "."
                        : "");
    }

    /** "app-1 is asked to stop; app-2 is to follow." */
    static String moving(Outlook outlook) {
        String follows = outlook.getSuccessor().isEmpty() ? "whoever ranks best" : outlook.getSuccessor();
        return outlook.getPrimary().isEmpty()
                ? follows + " is called to become primary."
                : outlook.getPrimary() + " is asked to stop; " + follows + " is to follow.";
    }

    private static String primary(Outlook outlook) {
        if (!outlook.getPrimary().isEmpty()) {
            return outlook.getPrimary() + " is primary.";
        }
        return outlook.getSuccessor().isEmpty()
                ? "No one is primary."
                : "No one is primary yet; " + outlook.getSuccessor() + " is awaited.";
    }
}
