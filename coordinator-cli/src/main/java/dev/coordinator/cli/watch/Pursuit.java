package dev.coordinator.cli.watch;

import dev.coordinator.cli.connection.Attempt;
import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.connection.ErrorDetails;
import dev.coordinator.cli.connection.NoAnswer;
import dev.coordinator.cli.invocation.Stop;
import dev.coordinator.client.Endpoint;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.WatchRequest;
import dev.coordinator.v1.WatchResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One watch across any number of streams.
 *
 * <p>When a stream breaks the next endpoint is asked to go on after the last message that was delivered, so that
 * messages are neither lost nor delivered twice. When none answers, it is tried again, ever more slowly. A first round
 * without any answer ends it, as does a round without any after {@code retryFor}.
 */
public final class Pursuit {

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Cluster cluster;
    private final List<Endpoint> endpoints;
    private final WatchRequest question;
    private final Duration retryFor;
    private final Stop stop;
    private final Consumer<String> note;

    private final List<Attempt> round = new ArrayList<>();
    private String cursor;
    private boolean heard;
    private long silentSinceNanos;
    private Duration pause = SHORTEST_PAUSE;

    /**
     * Asks nothing yet.
     *
     * @param note told of breaks, for people
     */
    public Pursuit(Cluster cluster, WatchRequest question, Duration retryFor, Stop stop, Consumer<String> note) {
        this.cluster = cluster;
        this.endpoints = cluster.endpointsByAnswer();
        this.question = question;
        this.retryFor = retryFor;
        this.stop = stop;
        this.note = note;
        this.cursor = question.getCursor();
    }

    /** It goes on with another, so that even a first round without any answer doesn't end it. */
    public Pursuit goesOn() {
        heard = true;
        return this;
    }

    /** Of the last message that was delivered; empty before the first. */
    public String cursor() {
        return cursor;
    }

    /**
     * Delivers messages until it is stopped or the receiver wants no more.
     *
     * @throws NoAnswer when no endpoint answers any more
     * @throws StatusRuntimeException when the cluster refuses
     */
    public void run(Predicate<WatchResponse> receiver) {
        silentSinceNanos = System.nanoTime();
        for (int turn = 0; !stop.isRequested(); turn++) {
            Endpoint endpoint = endpoints.get(turn % endpoints.size());
            try {
                if (!follow(endpoint, receiver)) {
                    return;
                }
                broken(
                        endpoint,
                        Status.UNAVAILABLE.withDescription("ended the stream").asRuntimeException());
            } catch (StatusRuntimeException failure) {
                broken(endpoint, failure);
            }
        }
    }

    /** True when the stream ended, false when the receiver wants no more. */
    private boolean follow(Endpoint endpoint, Predicate<WatchResponse> receiver) {
        Iterator<WatchResponse> messages = cluster.stream(
                endpoint,
                PoolServiceGrpc.getWatchMethod(),
                question.toBuilder().setCursor(cursor).build());
        while (messages.hasNext()) {
            WatchResponse message = messages.next();
            boolean more = receiver.test(message);
            cursor = message.getCursor().isEmpty() ? cursor : message.getCursor();
            heard = true;
            round.clear();
            pause = SHORTEST_PAUSE;
            silentSinceNanos = System.nanoTime();
            if (!more) {
                return false;
            }
        }
        return true;
    }

    private void broken(Endpoint endpoint, StatusRuntimeException failure) {
        if (stop.isRequested()) {
            return;
        }
        if (!goesOnElsewhere(failure)) {
            throw failure;
        }
        Attempt attempt = new Attempt(endpoint, failure, true);
        if (heard && round.isEmpty()) {
            note.accept(endpoint + ": " + attempt.account() + "; going on elsewhere.");
        }
        round.add(attempt);
        if (round.size() < endpoints.size()) {
            return;
        }
        if (!heard || System.nanoTime() - silentSinceNanos >= retryFor.toNanos()) {
            throw new NoAnswer(round);
        }
        stop.pause(pause);
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        round.clear();
    }

    private static boolean goesOnElsewhere(StatusRuntimeException failure) {
        return switch (failure.getStatus().getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, INTERNAL, ABORTED -> true;
            case RESOURCE_EXHAUSTED ->
                ErrorDetails.of(failure).reason().equals("SLOW_WATCHER")
                        || ErrorDetails.of(failure).retryAfter().isPresent();
            default -> false;
        };
    }
}
