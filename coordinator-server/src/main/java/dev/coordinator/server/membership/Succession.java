package dev.coordinator.server.membership;

import dev.coordinator.server.roster.Member;
import dev.coordinator.server.roster.NodeId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Who may lead next. Each candidate is asked itself, for nobody else knows that it is being drained: one that is would hand
 * leadership on at once, to the node that it came from perhaps.
 *
 * <p>For the executor's one thread.
 */
public final class Succession {

    private final List<Member> candidates;
    private final Consumer<Succession> caller;
    private final Map<NodeId, Introduction> ready = new TreeMap<>();
    private final Map<NodeId, String> unfit = new TreeMap<>();

    /**
     * @param candidates voters that are heard of
     * @param caller told once, when each has answered or is known not to
     */
    public Succession(List<Member> candidates, Consumer<Succession> caller) {
        this.candidates = candidates;
        this.caller = caller;
    }

    public void ask(Electorate electorate, Executor executor) {
        if (candidates.isEmpty()) {
            caller.accept(this);
        }
        candidates.forEach(each -> electorate.ask(each.raft(), found -> executor.execute(() -> heard(each, found))));
    }

    private void heard(Member candidate, Optional<Introduction> found) {
        Optional<Introduction> same = found.filter(answer ->
                answer.node().equals(candidate.id()) && answer.folder().equals(candidate.folder()));
        if (same.isEmpty()) {
            unfit.put(candidate.id(), found.isEmpty() ? "does not answer" : "is another node now");
        } else if (same.get().aside()) {
            unfit.put(candidate.id(), "is being drained");
        } else {
            ready.put(candidate.id(), same.get());
        }
        if (ready.size() + unfit.size() == candidates.size()) {
            caller.accept(this);
        }
    }

    /** Of those that answered and are not being drained the most up-to-date one; of equals the first by name. */
    Optional<Member> best() {
        return candidates.stream()
                .filter(each -> ready.containsKey(each.id()))
                .reduce((one, other) -> stored(other) > stored(one) ? other : one);
    }

    private long stored(Member candidate) {
        return Optional.ofNullable(ready.get(candidate.id()))
                .map(Introduction::lastLogIndex)
                .orElse(0L);
    }

    /**
     * All of them, in the order in which a node that stops offers them leadership, at any time after {@link #ask}: those that
     * are ready, the most up-to-date first; those not heard from, the drained last.
     *
     * <p>A drained one is better than none, unlike where the leader goes on leading: it doesn't stand for election by itself,
     * so that without it there might be no leader for as long as the others are away.
     */
    public List<Member> order() {
        return candidates.stream()
                .sorted(Comparator.comparing((Member each) -> isBeingDrained(each.id()))
                        .thenComparing(each -> !ready.containsKey(each.id()))
                        .thenComparing(this::stored, Comparator.reverseOrder()))
                .toList();
    }

    /** For a sentence: "n2 is being drained, n3 does not answer"; empty if all are fit. */
    String described() {
        return unfit.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }

    boolean isBeingDrained(NodeId candidate) {
        return "is being drained".equals(unfit.get(candidate));
    }
}
