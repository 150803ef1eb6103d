package dev.coordinator.server.api;

import dev.coordinator.server.access.Need;
import dev.coordinator.server.access.Open;
import dev.coordinator.server.access.Verb;
import dev.coordinator.server.api.http.PlainRoute;
import dev.coordinator.server.listening.EventLoops;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.services.ProtoReflectionService;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The edge of a node: gRPC and, where it is wanted, HTTP. Safe for use by any thread. */
public final class ApiServer {

    private static final int HEALTH_POLL_MILLIS = 200;
    private static final String METRICS = "/metrics";
    private static final int KILL_MILLIS = 1_000;

    private final GrpcEdge grpc;
    private final Optional<HttpEdge> http;
    private final EventLoops loops;
    private final SessionDesk sessions;
    private final ChangeFan changes;
    private final BackupDesk backups;
    private final Health health;
    private final Gate gate;
    private final Future<?> healthPoll;

    private ApiServer(
            GrpcEdge grpc,
            Optional<HttpEdge> http,
            EventLoops loops,
            SessionDesk sessions,
            ChangeFan changes,
            BackupDesk backups,
            Health health,
            Gate gate) {
        this.gate = gate;
        this.grpc = grpc;
        this.http = http;
        this.loops = loops;
        this.sessions = sessions;
        this.changes = changes;
        this.backups = backups;
        this.health = health;
        this.healthPoll = loops.group()
                .scheduleWithFixedDelay(health::update, HEALTH_POLL_MILLIS, HEALTH_POLL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Listens and serves.
     *
     * @param entrance who is let in
     * @param nodes of the cluster
     * @param changes told of every change by the replica
     * @param pages served over HTTP beside the API
     * @throws IOException when it can't listen; says where and why
     */
    public static ApiServer start(
            EdgeSettings settings,
            Entrance entrance,
            Replicated replicated,
            ClusterNodes nodes,
            ChangeFan changes,
            List<PlainRoute> pages)
            throws IOException {
        EventLoops loops = EventLoops.start();
        try {
            return start(settings, entrance, replicated, nodes, changes, pages, loops);
        } catch (IOException | RuntimeException e) {
            loops.stop(KILL_MILLIS);
            throw e;
        }
    }

    private static ApiServer start(
            EdgeSettings settings,
            Entrance entrance,
            Replicated replicated,
            ClusterNodes nodes,
            ChangeFan changes,
            List<PlainRoute> pages,
            EventLoops loops)
            throws IOException {
        Lanes lanes = new Lanes(loops.group());
        Gate gate = new Gate(entrance, lanes);
        Failures failures = new Failures(nodes.book(), replicated.status());
        Submitter submitter = new Submitter(replicated.submissions(), failures);
        Readings readings = new Readings(replicated.reads(), failures);
        Answers answers = new Answers(settings.clusterId(), new Jitter(new SplittableRandom(settings.jitterSeed())));
        CheckInRequests checkIns = new CheckInRequests(settings.createPools());
        SessionDesk sessions = new SessionDesk(settings.limits(), checkIns, submitter, answers, changes.nudges(), gate);
        BackupDesk backups = new BackupDesk(settings, readings, replicated.status());
        Health health = new Health(replicated.status());
        Maintenance maintenance = new Maintenance(nodes.self(), sessions, health);
        List<ServerServiceDefinition> own = readable(
                settings,
                gate.guardWhereChecked(new LeaseEndpoint(checkIns, submitter, answers, sessions, lanes)),
                gate.guard(new PoolEndpoint(readings, submitter, new WatchDesk(changes.hub(), readings), lanes)),
                gate.guard(new OperationEndpoint(submitter, lanes)),
                gate.guard(new ClusterEndpoint(settings, entrance, replicated, nodes, maintenance, lanes)),
                gate.guard(new ClusterOperationEndpoint(settings.self(), nodes, maintenance, failures, lanes)),
                gate.guard(new BackupEndpoint(backups)));
        health.tellOf(own.stream().map(ApiServer::name).toList());
        List<ServerServiceDefinition> all = Stream.of(
                        own,
                        readable(settings, gate.guard(health.service(), Open.HEALTH)),
                        readable(
                                settings,
                                gate.guard(ProtoReflectionServiceV1.newInstance(), Open.REFLECTION),
                                gate.guard(oldReflection(), Open.REFLECTION)))
                .flatMap(List::stream)
                .toList();
        GrpcEdge grpc = GrpcEdge.start(settings, loops, Credentials.of(settings.tls()), all);
        List<PlainRoute> plain = Stream.concat(
                        HealthPages.of(health).stream(), pages.stream().map(page -> guarded(gate, page)))
                .toList();
        try {
            Optional<HttpEdge> http = settings.http().isEmpty()
                    ? Optional.empty()
                    : Optional.of(HttpEdge.start(
                            settings.http().get(), settings.tls(), loops, all, plain, changes.waiters()));
            return new ApiServer(grpc, http, loops, sessions, changes, backups, health, gate);
        } catch (IOException | RuntimeException e) {
            grpc.kill();
            throw e;
        }
    }

    /** What is counted in {@code /metrics} may name any pool. Other pages say nothing of them. */
    private static PlainRoute guarded(Gate gate, PlainRoute page) {
        return page.path().equals(METRICS) ? gate.guard(page, Need.ofEveryPool(Verb.READ), Open.METRICS) : page;
    }

    private static List<ServerServiceDefinition> readable(EdgeSettings settings, ServerServiceDefinition... services) {
        return Stream.of(services)
                .map(service -> ReadableMessages.only(service, settings.limits().maxMessageBytes()))
                .toList();
    }

    /** What most tools still ask for. */
    @SuppressWarnings("deprecation")
    private static BindableService oldReflection() {
        return ProtoReflectionService.newInstance();
    }

    private static String name(ServerServiceDefinition service) {
        return service.getServiceDescriptor().getName();
    }

    /** The port that is listened on for gRPC. */
    public int port() {
        return grpc.port();
    }

    /** The port that is listened on for HTTP; empty: none. */
    public OptionalInt httpPort() {
        return http.isPresent() ? http.get().port() : OptionalInt.empty();
    }

    /** What is open now. */
    public EdgeLoad load() {
        return new EdgeLoad(
                sessions.count(), changes.hub().openWatches(), changes.waiters().waiting());
    }

    /** The rules of who may do what may have changed: ends the streams of those who may not have them any more. */
    public void accessChanged() {
        gate.review();
    }

    /** The log's status has changed: tells those who watch this node's health at once, not only by and by. */
    public void healthChanged() {
        health.update();
    }

    /**
     * Takes no more calls and ends sessions, watches and backups, so that their clients go on at another node at once.
     *
     * @param grace how long calls that wait for their decision may take; then they are cut
     */
    public void close(Duration grace) {
        healthPoll.cancel(false);
        health.stop();
        grpc.drain();
        http.ifPresent(HttpEdge::drain);
        sessions.stop();
        changes.hub().close();
        backups.close();
        try {
            closeHttp(grace);
            grpc.close(grace);
        } catch (InterruptedException e) {
            grpc.kill();
            Thread.currentThread().interrupt();
        }
        loops.stop(KILL_MILLIS);
    }

    private void closeHttp(Duration grace) throws InterruptedException {
        if (http.isPresent()) {
            http.get().close(grace);
        }
    }
}
