package dev.coordinator.cli.operation;

import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.connection.NoAnswer;
import dev.coordinator.cli.invocation.ExitStatus;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.cli.invocation.Stop;
import dev.coordinator.cli.pool.ChangeText;
import dev.coordinator.cli.text.Json;
import dev.coordinator.cli.text.LocalTime;
import dev.coordinator.cli.text.Printable;
import dev.coordinator.cli.watch.Pursuit;
import dev.coordinator.v1.Change;
import dev.coordinator.v1.GetPoolRequest;
import dev.coordinator.v1.Outlook;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.WatchRequest;
import dev.coordinator.v1.WatchResponse;
import io.grpc.Context;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * Asks for a move of one pool's lease, and follows it to its end.
 *
 * <p>The watch is opened before the move is asked for, and followed from there, so that nothing is missed however quick it
 * is. Everything before the move's own place in the log is passed over.
 */
final class Move {

    /** A move that nobody can be told of is still under way: it takes long before following it is given up. */
    private static final Duration RETRY_FOR = Duration.ofMinutes(5);

    /** Asks for it, and tells what was answered. */
    interface Request {
        Outlook ask(Cluster cluster, Pool before);
    }

    private final Invocation invocation;
    private final Cluster cluster;
    private final String pool;
    private final Pool before;

    /** Reads the pool as it is. */
    Move(Invocation invocation, Cluster cluster, String pool) {
        this.invocation = invocation;
        this.cluster = cluster;
        this.pool = pool;
        this.before = cluster.ask(
                        PoolServiceGrpc.getGetPoolMethod(),
                        GetPoolRequest.newBuilder().setPool(pool).build())
                .getPool();
    }

    /** As it was before. */
    Pool before() {
        return before;
    }

    /**
     * Asks, and tells what comes of it.
     *
     * @param waits for the end; otherwise it is done when the answer is there
     */
    ExitStatus run(boolean waits, Request request) {
        String cursor = waits ? present() : "";
        Outlook outlook = request.ask(cluster, before);
        if (waits) {
            return follow(cursor, new MoveStory(before, outlook.getLogIndex()));
        }
        invocation.note("See what comes of it: coordctl history " + pool);
        return ExitStatus.OK;
    }

    /** Where the changes begin that nobody has seen yet. */
    private String present() {
        Stop stop = new Stop();
        try {
            Pursuit pursuit = pursuit(stop, "");
            follow(pursuit, stop, message -> !message.hasSynced());
            return pursuit.cursor();
        } finally {
            stop.done();
        }
    }

    private ExitStatus follow(String cursor, MoveStory story) {
        Stop stop = new Stop();
        invocation.onInterrupt(stop::request);
        try {
            follow(pursuit(stop, cursor).goesOn(), stop, message -> {
                boolean isRead = !story.take(message) || tell(message);
                return isRead && !story.isOver();
            });
            if (!story.isOver()) {
                noteThatItGoesOn();
                return ExitStatus.OK;
            }
            if (!invocation.json()) {
                invocation.sayInWords(story.end(pool));
            }
            return story.hasMoved() ? ExitStatus.OK : ExitStatus.FAILED;
        } catch (NoAnswer silence) {
            noteThatItGoesOn();
            throw silence;
        } finally {
            stop.done();
        }
    }

    private void noteThatItGoesOn() {
        invocation.note("coordctl: It goes on without this. See what comes of it: coordctl history " + pool
                + "; end it: coordctl call-off " + pool);
    }

    private Pursuit pursuit(Stop stop, String cursor) {
        WatchRequest question =
                WatchRequest.newBuilder().setPool(pool).setCursor(cursor).build();
        return new Pursuit(
                cluster, question, RETRY_FOR, stop, note -> invocation.note("coordctl: " + Printable.of(note)));
    }

    private static void follow(Pursuit pursuit, Stop stop, Predicate<WatchResponse> receiver) {
        Context outer = stop.context().attach();
        try {
            pursuit.run(receiver);
        } finally {
            stop.context().detach(outer);
        }
    }

    private boolean tell(WatchResponse message) {
        if (invocation.json()) {
            return invocation.say(Json.line(message));
        }
        if (message.hasResync()) {
            return invocation.sayInWords("Some changes were missed; what follows is the present state.");
        }
        Change change = message.getChange();
        String when = LocalTime.of(change.getTime(), invocation.zone()) + "  ";
        List<String> lines = invocation
                .screen()
                .hanging(when, Printable.of(ChangeText.sentence(change, invocation.zone())), ChangeText.paint(change));
        return invocation.say(String.join("\n", lines));
    }
}
