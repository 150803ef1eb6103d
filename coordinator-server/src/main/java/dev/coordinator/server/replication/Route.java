package dev.coordinator.server.replication;

import dev.coordinator.server.roster.NodeId;

/**
 * Where closed groups go, and how many are on their way there. A new leadership is a new route, so what is stuck on the way
 * to a dead leader holds nothing up.
 */
sealed interface Route {

    /** Nobody is known to lead. */
    record Nowhere() implements Route {}

    /** This node leads: groups go into the log. */
    record IntoLog(Term term, Load load) implements Route {}

    /** Another node leads: groups go to it. */
    record ToLeader(NodeId leader, long term, Load load) implements Route {
        boolean isTo(NodeId node, long inTerm) {
            return leader.equals(node) && term == inTerm;
        }
    }

    /** The one instance of {@link Nowhere}. */
    Route NOWHERE = new Nowhere();

    /** How many groups are on their way, and what they leave unsaid. Guarded by the lock of whoever owns the route. */
    final class Load {
        private int groups;
        private boolean owesWord;

        boolean isBelow(int window) {
            return groups < window;
        }

        boolean isIdle() {
            return groups == 0;
        }

        void sent() {
            groups++;
            owesWord = false;
        }

        /** Other nodes wait to hear that something is committed. A group on its way left too early to say so; the next will. */
        void oweWord() {
            owesWord = true;
        }

        boolean owesWord() {
            return owesWord;
        }

        void arrived() {
            groups--;
        }
    }
}
