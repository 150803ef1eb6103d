package dev.coordinator.server.roster;

/**
 * Where every part of a node looks up the others: the newest roster that the node knows of. Before the log has said one since
 * the start, that is what the node remembers from before, and for a new cluster the list in its configuration. Safe for use
 * by any thread; never blocks.
 */
public final class RosterBook {

    private final Roster seed;
    private volatile Roster remembered = Roster.NONE;
    private volatile Registry replicated = Registry.NONE;
    private volatile Runnable news = () -> {};

    /** @param seed the nodes that the configuration names, as the first roster */
    public RosterBook(Roster seed) {
        this.seed = seed;
    }

    /** The log said so before this process started. */
    public void remembered(Roster roster) {
        remembered = roster;
    }

    /** The log or a snapshot says so. */
    public void replicated(Registry registry) {
        Roster before = replicated.roster();
        replicated = registry;
        if (!registry.roster().equals(before)) {
            news.run();
        }
    }

    /** From now on told when the log has said another roster, on the thread that applies it; must not block. */
    public void whenReplicated(Runnable listener) {
        news = listener;
    }

    /** What the log has said since the start; {@link Roster#NONE} before it said anything. */
    public Roster replicated() {
        return replicated.roster();
    }

    /** The same, and how it came about. */
    public Registry registry() {
        return replicated;
    }

    /** Of the newest roster that the log has said to this node; 0 before it said one. */
    public long version() {
        return Math.max(replicated.roster().version(), remembered.version());
    }

    /** What the configuration says, as a cluster's first roster. */
    public Roster seed() {
        return seed;
    }

    /** The best that is known; a replay of older entries takes nothing from it. */
    public Roster current() {
        Roster said = replicated.roster();
        Roster known = said.version() >= remembered.version() ? said : remembered;
        return known.isWritten() ? known : seed;
    }
}
