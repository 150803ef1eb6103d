package dev.coordinator.server.api;

import com.google.rpc.Status;
import dev.coordinator.server.lease.Command;
import dev.coordinator.v1.SessionRequest;
import dev.coordinator.v1.SessionResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Opens sessions, bounded in number, and ends them when the node stops. Safe for use by any thread. */
final class SessionDesk {

    private final EdgeLimits limits;
    private final CheckInRequests checkIns;
    private final Submitter submitter;
    private final Answers answers;
    private final Nudges nudges;
    private final Gate gate;
    private final Set<Session> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger places = new AtomicInteger();
    private volatile boolean stopping;

    SessionDesk(
            EdgeLimits limits,
            CheckInRequests checkIns,
            Submitter submitter,
            Answers answers,
            Nudges nudges,
            Gate gate) {
        this.limits = limits;
        this.checkIns = checkIns;
        this.submitter = submitter;
        this.answers = answers;
        this.nudges = nudges;
        this.gate = gate;
    }

    StreamObserver<SessionRequest> open(ServerCallStreamObserver<SessionResponse> down, Lanes.Lane lane) {
        if (places.incrementAndGet() > limits.maxSessions()) {
            places.decrementAndGet();
            return refuse(down, Statuses.limitReached("sessions", "sessions at one node", limits.maxSessions()));
        }
        Session session = new Session(this, lane, down);
        open.add(session);
        session.start();
        if (stopping) {
            session.end(Statuses.stopping());
        }
        return session;
    }

    void closed(Session session) {
        if (open.remove(session)) {
            places.decrementAndGet();
        }
    }

    /** Ends every session, and those opened from now on, so that their clients go to another node at once. */
    void stop() {
        stopping = true;
        open.forEach(session -> session.end(Statuses.stopping()));
    }

    /** Takes sessions again. */
    void resume() {
        stopping = false;
    }

    int count() {
        return open.size();
    }

    SessionSeats seatsOf(Session session) {
        return new SessionSeats(nudges, session, limits.maxInstancesPerSession());
    }

    SessionRights rightsOf(Caller caller) {
        return new SessionRights(gate, caller, limits.maxInstancesPerSession());
    }

    Submitter submitter() {
        return submitter;
    }

    Answers answers() {
        return answers;
    }

    Checked<? extends Command> check(SessionRequest request) {
        return switch (request.getMessageCase()) {
            case CHECK_IN -> checkIns.check(request.getCheckIn());
            case RENEWAL -> SeatRequests.check(request.getRenewal());
            case LEAVE -> SeatRequests.check(request.getLeave());
            case MESSAGE_NOT_SET -> nothingSaid();
        };
    }

    private static Checked<Command> nothingSaid() {
        Violations violations = new Violations();
        violations.add("message", "one of check_in, renewal and leave", "nothing");
        return new Checked.Bad<>(Statuses.invalid(violations));
    }

    private static StreamObserver<SessionRequest> refuse(
            ServerCallStreamObserver<SessionResponse> down, Status status) {
        down.onError(Statuses.thrown(status));
        return new StreamObserver<>() {
            @Override
            public void onNext(SessionRequest request) {}

            @Override
            public void onError(Throwable cause) {}

            @Override
            public void onCompleted() {}
        };
    }
}
