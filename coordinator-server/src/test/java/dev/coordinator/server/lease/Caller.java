package dev.coordinator.server.lease;

import java.util.Arrays;
import java.util.List;

/** One process that checks in for an instance: what it says of itself stays, what it says once is said once. */
final class Caller {

    private final PoolStory story;
    private final InstanceId id;
    private final Incarnation run;
    private Profile profile = Profile.PLAIN;
    private Holding holding = Holding.UNSAID;
    private List<Incarnation> supersedes = List.of();
    private Handle handle = Handle.NONE;
    private boolean release;
    private boolean mayCreatePool = true;
    private long nonce;
    private long seq;

    Caller(PoolStory story, String id, long run) {
        this.story = story;
        this.id = new InstanceId(id);
        this.run = new Incarnation(run);
    }

    InstanceId id() {
        return id;
    }

    /** Another process for the same instance. */
    Caller run(long other) {
        return new Caller(story, id.value(), other);
    }

    /** A process for the same instance that doesn't say which run it is. */
    Caller bare() {
        return run(0);
    }

    Caller electable(boolean electable) {
        profile = profile.withElectable(electable, "");
        return this;
    }

    Caller priority(int priority) {
        profile = profile.withPriority(priority);
        return this;
    }

    Caller holding(long epoch) {
        holding = Holding.of(epoch);
        return this;
    }

    Caller releasing() {
        release = true;
        return this;
    }

    Caller naming(Caller... predecessors) {
        supersedes = Arrays.stream(predecessors).map(each -> each.run).toList();
        return this;
    }

    Caller echoing(long newNonce) {
        nonce = newNonce;
        return this;
    }

    Caller onlyKnownPools() {
        mayCreatePool = false;
        return this;
    }

    /** The next attempt has this number. */
    Caller seq(long next) {
        seq = next - 1;
        return this;
    }

    Told checksIn() {
        Told told = story.does(checkIn());
        if (told.decision() instanceof Decision.Answer answer
                && !answer.handle().isNone()) {
            handle = answer.handle();
        }
        return told;
    }

    Told renews() {
        Command.Renewal renewal = new Command.Renewal(handle, nextSeq(), holding);
        holding = Holding.UNSAID;
        return story.does(renewal);
    }

    Told leaves() {
        return story.does(new Command.Leave(PoolStory.POOL, id, run, nextSeq()));
    }

    Command.CheckIn checkIn() {
        Command.CheckIn checkIn = new Command.CheckIn(
                PoolStory.POOL, id, run, supersedes, nonce, nextSeq(), profile, holding, release, mayCreatePool);
        holding = Holding.UNSAID;
        supersedes = List.of();
        release = false;
        nonce = 0;
        return checkIn;
    }

    private long nextSeq() {
        seq = run.isBare() ? 0 : seq + 1;
        return seq;
    }
}
