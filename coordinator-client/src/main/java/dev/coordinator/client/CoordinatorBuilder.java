package dev.coordinator.client;

import dev.coordinator.client.tls.ClientTls;
import dev.coordinator.client.token.ClientToken;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executor;

/** How to reach a cluster, and how patiently. Made by {@link Coordinator#to}; not for use by several threads. */
public final class CoordinatorBuilder {

    private final List<Endpoint> endpoints;
    private Optional<Executor> callbacks = Optional.empty();
    private Duration attemptTimeout = Duration.ofSeconds(5);
    private Duration closeTimeout = Duration.ofSeconds(10);
    private ChannelCredentials credentials = InsecureChannelCredentials.create();
    private Optional<ClientToken> token = Optional.empty();
    private LeaseClock clock = LeaseClock.ofThisMachine();

    CoordinatorBuilder(List<Endpoint> endpoints) {
        this.endpoints = EndpointList.checked(endpoints);
    }

    /**
     * Where listeners are called; the calls of one membership still come one at a time. Without one, each membership that
     * has something to say borrows a daemon thread, so that a slow listener holds up no other membership.
     */
    public CoordinatorBuilder callbacksOn(Executor executor) {
        this.callbacks = Optional.of(executor);
        return this;
    }

    /** How long to wait for one answer before another coordinator is tried, at most; from 100 ms, default 5 s. */
    public CoordinatorBuilder attemptTimeout(Duration timeout) {
        this.attemptTimeout = checked("attemptTimeout", timeout, Duration.ofMillis(100));
        return this;
    }

    /** How long closing waits for the application to stop and for the coordinator's answer; from 1 ms, default 10 s. */
    public CoordinatorBuilder closeTimeout(Duration timeout) {
        this.closeTimeout = checked("closeTimeout", timeout, Duration.ofMillis(1));
        return this;
    }

    /**
     * Speaks TLS with the coordinators, and nothing else. Without this, plaintext is spoken.
     *
     * @throws IllegalArgumentException if a file is unfit; names it, and says why
     */
    public CoordinatorBuilder tls(ClientTls tls) {
        return credentials(tls.credentials());
    }

    /** Shows a token with each stream, so that coordinators know who is calling. */
    public CoordinatorBuilder token(ClientToken clientToken) {
        this.token = Optional.of(clientToken);
        return this;
    }

    CoordinatorBuilder credentials(ChannelCredentials channelCredentials) {
        this.credentials = channelCredentials;
        return this;
    }

    CoordinatorBuilder clock(LeaseClock leaseClock) {
        this.clock = leaseClock;
        return this;
    }

    /** Does not wait for any coordinator: memberships join when one answers. */
    public Coordinator connect() {
        return new Coordinator(this, new SecureRandom());
    }

    Lines lines(Loop loop, Random random, Lines.Calls calls) {
        return new Lines(endpoints, random, Dialer.withCredentials(credentials, token), loop, calls);
    }

    Pace pace(Random random) {
        return new Pace(attemptTimeout, random);
    }

    Duration closeTimeout() {
        return closeTimeout;
    }

    LeaseClock clock() {
        return clock;
    }

    Optional<Executor> callbacks() {
        return callbacks;
    }

    private static Duration checked(String name, Duration value, Duration least) {
        if (value.compareTo(least) < 0 || value.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(name + " must be from " + least + " to PT1H, was " + value);
        }
        return value;
    }
}
