package dev.coordinator.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Future;

/**
 * The way to the cluster: one line at a time, to one node after the other.
 *
 * <p>A line that is moved away from lingers until its successor is answered or given up in turn, because a late answer
 * still counts. Streams are tried first. An endpoint that knows none is called without; so is everyone, in every second
 * round, while lines stay silent or are cut, and after a while streams get another chance. To be used on the loop only.
 */
final class Lines implements Line.Owner {

    static final Duration STREAM_RETRY = Duration.ofMinutes(5);

    private static final Logger LOG = System.getLogger(Lines.class.getName());

    private final List<Endpoint> endpoints;
    private final Dialer dialer;
    private final Loop loop;
    private final Calls calls;
    private final Set<Endpoint> withoutStreams = new HashSet<>();
    private final Set<String> troublesTold = new HashSet<>();
    private Optional<Line> current = Optional.empty();
    private Optional<Line> lingering = Optional.empty();
    private int position;
    private int fruitless;
    private boolean closed;

    Lines(List<Endpoint> endpoints, Random random, Dialer dialer, Loop loop, Calls calls) {
        List<Endpoint> shuffled = new ArrayList<>(endpoints);
        Collections.shuffle(shuffled, random);
        this.endpoints = List.copyOf(shuffled);
        this.dialer = dialer;
        this.loop = loop;
        this.calls = calls;
    }

    /** What concerns memberships; called on the loop. */
    interface Calls {

        void nudged(String pool, String instanceId);

        /** The next message will go over another line. */
        void moved();
    }

    Line current() {
        Line line = current.orElseGet(this::open);
        current = Optional.of(line);
        return line;
    }

    /** Something sent over this line wasn't answered in time, or was answered by a node that can't. */
    void suspect(Line line) {
        if (isCurrent(line)) {
            fruitless++;
            moveOn("it does not answer");
        }
    }

    void close() {
        closed = true;
        current.ifPresent(Line::close);
        dropLingering();
        current = Optional.empty();
    }

    @Override
    public void answeredOver(Line line) {
        if (isCurrent(line)) {
            fruitless = 0;
            troublesTold.clear();
            dropLingering();
        }
    }

    @Override
    public void broken(Line line, Line.Breakage breakage) {
        if (!isCurrent(line)) {
            return;
        }
        switch (breakage) {
            case GONE -> {}
            case CUT -> fruitless++;
            case NO_STREAMS -> {
                withoutStreams.add(endpoint());
                position--;
            }
        }
        moveOn("it is gone");
    }

    /** It takes a person to set this right, so it is said once for each kind of trouble, until an answer comes. */
    @Override
    public void noTls(String trouble) {
        String told = endpoint() + ": " + trouble;
        if (troublesTold.add(told)) {
            LOG.log(Level.WARNING, "no connection to coordinator={0}", told);
        }
    }

    @Override
    public void nudged(String pool, String instanceId) {
        calls.nudged(pool, instanceId);
    }

    private boolean isCurrent(Line line) {
        return current.filter(line::equals).isPresent();
    }

    private void moveOn(String why) {
        LOG.log(Level.DEBUG, "leaving coordinator={0}: {1}", endpoint(), why);
        dropLingering();
        lingering = current;
        current = Optional.empty();
        position++;
        calls.moved();
    }

    private void dropLingering() {
        lingering.ifPresent(Line::close);
        lingering = Optional.empty();
    }

    private Line open() {
        if (closed) {
            throw new IllegalStateException("the client is closed");
        }
        boolean silentRound = fruitless / endpoints.size() % 2 == 1;
        if (silentRound || withoutStreams.contains(endpoint())) {
            return openUnary();
        }
        return new SessionLine(dialer.dial(endpoint()), loop, this);
    }

    private Line openUnary() {
        Line line = new UnaryLine(dialer.dial(endpoint()), loop, this);
        Future<?> unused = loop.schedule(STREAM_RETRY, () -> {
            withoutStreams.clear();
            if (isCurrent(line)) {
                moveOn("streams get another chance");
            }
        });
        return line;
    }

    private Endpoint endpoint() {
        return endpoints.get(Math.floorMod(position, endpoints.size()));
    }
}
