package dev.coordinator.cli.connection;

import com.google.common.base.Suppliers;
import dev.coordinator.client.Endpoint;
import dev.coordinator.client.token.ClientToken;
import io.grpc.ChannelCredentials;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A cluster, reached through the first of its endpoints that answers.
 *
 * <p>Endpoints are asked in the order given. Each gets an equal part of the time that is left, so that one that
 * swallows requests doesn't use up the time of the others. Where nodes answer that there is no leader, the round is
 * repeated until the time is over: elections are short.
 *
 * <p>For one thread.
 */
public final class Cluster implements AutoCloseable {

    private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(200);
    private static final Duration LONGEST_CLOSE = Duration.ofMillis(200);

    private final List<Endpoint> endpoints;
    private final Duration timeout;
    private final Supplier<ChannelCredentials> credentials;
    private final Optional<ClientToken> token;
    private final EventLoopGroup group = new NioEventLoopGroup(1, new DefaultThreadFactory("coordctl-lines", true));
    private final Map<Endpoint, Line> lines = new LinkedHashMap<>();
    private Optional<Endpoint> answeredLast = Optional.empty();

    /** To whose nodes no token is shown. */
    public Cluster(List<Endpoint> endpoints, Duration timeout, Supplier<ChannelCredentials> credentials) {
        this(endpoints, timeout, credentials, Optional.empty());
    }

    /**
     * To whose nodes a token is shown.
     *
     * @param endpoints at least one
     * @param timeout for one question, all endpoints together
     * @param credentials whether TLS is spoken, and how; asked once, when a port is spoken to, never for a socket of this machine
     * @param token shown with each question; empty: nothing is
     */
    public Cluster(
            List<Endpoint> endpoints,
            Duration timeout,
            Supplier<ChannelCredentials> credentials,
            Optional<ClientToken> token) {
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("no endpoints");
        }
        this.endpoints = List.copyOf(endpoints);
        this.timeout = timeout;
        this.credentials = Suppliers.memoize(credentials::get);
        this.token = token;
    }

    public List<Endpoint> endpoints() {
        return endpoints;
    }

    /** For one question, all endpoints together. */
    public Duration timeout() {
        return timeout;
    }

    /** All endpoints, the one that answered the last question first. */
    public List<Endpoint> endpointsByAnswer() {
        return Stream.concat(answeredLast.stream(), endpoints.stream())
                .distinct()
                .toList();
    }

    /**
     * Asks what may be asked twice.
     *
     * @throws StatusRuntimeException when the cluster refuses
     * @throws NoAnswer when no endpoint answers in time
     */
    public <Q, A> A ask(MethodDescriptor<Q, A> method, Q question) {
        return ask(method, question, attempt -> false);
    }

    /**
     * Asks what must not be done twice: goes on to another endpoint only when the one before has certainly done nothing.
     *
     * @throws StatusRuntimeException when the cluster refuses
     * @throws NoAnswer when no endpoint answers in time; nothing was done
     * @throws OutcomeUnknown when it may have been done, or may yet be
     */
    public <Q, A> A askOnce(MethodDescriptor<Q, A> method, Q question) {
        return ask(method, question, Attempt::mayTakeEffect);
    }

    /** Asks every one of these nodes, all at the same time, and waits so long for each. In their order. */
    public <Q, A> Map<Endpoint, Reply<A>> askEach(
            Collection<Endpoint> nodes, MethodDescriptor<Q, A> method, Q question, Duration patience) {
        Map<Endpoint, PendingReply<A>> pending = new LinkedHashMap<>();
        nodes.forEach(node ->
                pending.put(node, new PendingReply<>(node, line(node).askAside(method, question, patience))));
        Map<Endpoint, Reply<A>> replies = new LinkedHashMap<>();
        pending.forEach((node, reply) -> replies.put(node, reply.await()));
        return replies;
    }

    /** Asks this node and no other, and waits so long. */
    public <Q, A> Reply<A> askOne(Endpoint node, MethodDescriptor<Q, A> method, Q question, Duration patience) {
        return new PendingReply<A>(node, line(node).askAside(method, question, patience)).await();
    }

    /**
     * Opens a stream from one endpoint, which must be reached within its part of the timeout. After that it ends when it ends;
     * there is no deadline, and nothing is tried again.
     *
     * @throws StatusRuntimeException when the endpoint isn't reached
     */
    public <Q, A> Iterator<A> stream(Endpoint endpoint, MethodDescriptor<Q, A> method, Q question) {
        return line(endpoint).stream(method, question, timeout.dividedBy(endpoints.size()));
    }

    /** Takes the messages of one stream, in order. */
    @FunctionalInterface
    public interface Taker<A> {
        void take(A message);
    }

    /**
     * Takes a stream to its end, from the first endpoint that sends all of it. There is no deadline for one that sends.
     *
     * @param begin gives who takes the messages of one attempt; those of the attempt before are void
     * @throws StatusRuntimeException when the cluster refuses
     * @throws NoAnswer when none sends all of it
     */
    public <Q, A> void takeAll(MethodDescriptor<Q, A> method, Q question, Supplier<Taker<A>> begin) {
        TimeLeft timeLeft = TimeLeft.start(timeout);
        Map<Endpoint, Attempt> attempts = new LinkedHashMap<>();
        do {
            for (Endpoint endpoint : endpointsByAnswer()) {
                Taker<A> taker = begin.get();
                try {
                    stream(endpoint, method, question).forEachRemaining(taker::take);
                    return;
                } catch (StatusRuntimeException failure) {
                    Attempt attempt = new Attempt(endpoint, failure, true);
                    if (!attempt.anotherMayAnswer()) {
                        throw failure;
                    }
                    attempts.put(endpoint, attempt);
                }
            }
        } while (timeLeft.sleptWithin(pauseAfter(attempts.values())));
        throw new NoAnswer(List.copyOf(attempts.values()));
    }

    private <Q, A> A ask(MethodDescriptor<Q, A> method, Q question, Function<Attempt, Boolean> mustStop) {
        TimeLeft timeLeft = TimeLeft.start(timeout);
        Map<Endpoint, Attempt> attempts = new LinkedHashMap<>();
        while (true) {
            int unasked = endpoints.size();
            for (Endpoint endpoint : endpoints) {
                Departure departure = new Departure();
                try {
                    Duration share = timeLeft.share(unasked);
                    A answer = line(endpoint).ask(method, question, share, departure);
                    answeredLast = Optional.of(endpoint);
                    return answer;
                } catch (StatusRuntimeException failure) {
                    Attempt attempt = new Attempt(endpoint, failure, departure.departed());
                    if (!attempt.anotherMayAnswer()) {
                        throw failure;
                    }
                    if (mustStop.apply(attempt)) {
                        throw new OutcomeUnknown(attempt);
                    }
                    attempts.merge(endpoint, attempt, Attempt::moreTelling);
                }
                unasked--;
            }
            if (!timeLeft.sleptWithin(pauseAfter(attempts.values()))) {
                throw new NoAnswer(List.copyOf(attempts.values()));
            }
        }
    }

    /** How long to wait before another round; longer than any timeout when another round is no use. */
    private static Duration pauseAfter(Collection<Attempt> attempts) {
        return attempts.stream()
                .filter(Attempt::knowsNoLeader)
                .map(attempt -> ErrorDetails.of(attempt.failure()).retryAfter().orElse(BETWEEN_ROUNDS))
                .min(Duration::compareTo)
                .orElse(TimeLeft.NEVER);
    }

    private Line line(Endpoint endpoint) {
        return lines.computeIfAbsent(endpoint, absent -> new Line(absent, credentials, token, group));
    }

    /** Waits for the thread to end, because the JVM waits for 300 ms at its exit if one is inside a system call. */
    @Override
    public void close() {
        lines.values().forEach(Line::close);
        group.shutdownGracefully(0, LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(LONGEST_CLOSE.toMillis());
    }
}
