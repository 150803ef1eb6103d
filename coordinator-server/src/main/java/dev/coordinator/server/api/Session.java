package dev.coordinator.server.api;

import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Role;
import dev.coordinator.server.replication.Completion;
import dev.coordinator.server.replication.Failure;
import dev.coordinator.v1.Nudge;
import dev.coordinator.v1.NudgeReason;
import dev.coordinator.v1.SessionRequest;
import dev.coordinator.v1.SessionResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One stream of check-ins up, of answers and nudges down.
 *
 * <p>All its state belongs to one lane. What is under way is bounded both ways: {@link #MOST_IN_FLIGHT} requests wait for
 * their decision, then no more are read; {@link #MOST_UNSENT} messages wait for a client that doesn't read, then the
 * session ends. Its end says nothing about the instances.
 */
final class Session implements StreamObserver<SessionRequest>, Nudged {

    /** How many requests may wait for their decision. */
    static final int MOST_IN_FLIGHT = 1024;

    /** How many messages may wait for the client to read. */
    static final int MOST_UNSENT = 1024;

    private final SessionDesk desk;
    private final Lanes.Lane lane;
    private final ServerCallStreamObserver<SessionResponse> down;
    private final SessionSeats seats;
    private final SessionRights rights;
    private final Set<Long> inFlight = new HashSet<>();
    private final ArrayDeque<SessionResponse> unsent = new ArrayDeque<>();
    private boolean halfClosed;
    private boolean ended;

    Session(SessionDesk desk, Lanes.Lane lane, ServerCallStreamObserver<SessionResponse> down) {
        this.desk = desk;
        this.lane = lane;
        this.down = down;
        this.seats = desk.seatsOf(this);
        this.rights = desk.rightsOf(Caller.current());
    }

    /** To be called while the call is being taken. */
    void start() {
        down.disableAutoRequest();
        down.setOnReadyHandler(() -> lane.run(this::flush));
        down.setOnCancelHandler(() -> lane.run(this::gone));
        down.request(MOST_IN_FLIGHT);
    }

    @Override
    public void onNext(SessionRequest request) {
        lane.run(() -> take(request));
    }

    @Override
    public void onError(Throwable cause) {
        lane.run(this::gone);
    }

    @Override
    public void onCompleted() {
        lane.run(() -> {
            halfClosed = true;
            seats.clear();
            completeIfDone();
        });
    }

    @Override
    public void nudge(SeatKey seat, NudgeReason reason) {
        lane.run(() -> send(SessionResponse.newBuilder()
                .setNudge(Nudge.newBuilder()
                        .setPool(seat.pool().value())
                        .setInstanceId(seat.instance().value())
                        .setReason(reason))
                .build()));
    }

    /** Ends the stream with an error. */
    void end(Status status) {
        lane.run(() -> {
            if (!ended) {
                gone();
                down.onError(Statuses.thrown(status));
            }
        });
    }

    private void take(SessionRequest request) {
        if (ended) {
            return;
        }
        long id = request.getId();
        if (id == 0 || !inFlight.add(id)) {
            down.request(1);
            sendError(id, badId(id));
            return;
        }
        Optional<Status> refusal = rights.refusal(request);
        if (refusal.isPresent()) {
            refuse(request, refusal.get());
            return;
        }
        Checked<? extends Command> checked = desk.check(request);
        if (checked instanceof Checked.Bad<? extends Command> bad) {
            answered(id);
            sendError(id, bad.status());
        } else if (checked instanceof Checked.Good<? extends Command> good) {
            submit(id, good.value());
        }
    }

    /** Who isn't known any more has no session; who may not speak for one instance may for others. */
    private void refuse(SessionRequest request, Status why) {
        answered(request.getId());
        if (why.getCode() == Code.UNAUTHENTICATED_VALUE) {
            end(why);
        } else {
            sendError(request.getId(), why);
        }
    }

    private static Status badId(long id) {
        Violations violations = new Violations();
        violations.add("id", "above 0 and not that of a request in flight", Long.toUnsignedString(id));
        return Statuses.invalid(violations);
    }

    private void submit(long id, Command command) {
        if (command instanceof Command.CheckIn checkIn && !seats.reserve(seatOf(checkIn))) {
            answered(id);
            sendError(id, Statuses.limitReached("instances", "instances in one session", seats.most()));
            return;
        }
        desk.submitter().submit(command, new Completion() {
            @Override
            public void decided(long logIndex, Decision decision) {
                lane.run(() -> Session.this.decided(id, command, logIndex, decision));
            }

            @Override
            public void failed(Failure failure) {
                lane.run(() -> Session.this.failed(id, command, desk.submitter().unanswered(failure)));
            }
        });
    }

    private void decided(long id, Command command, long logIndex, Decision decision) {
        if (ended) {
            return;
        }
        answered(id);
        if (decision instanceof Decision.Answer answer) {
            keepSeat(logIndex, answer);
            send(response(id)
                    .setCheckIn(desk.answers().checkIn(logIndex, answer))
                    .build());
        } else if (decision instanceof Decision.Departed departed && command instanceof Command.Leave leave) {
            unseated(new SeatKey(leave.pool(), leave.instance()));
            send(response(id).setLeave(Answers.leave(logIndex, departed)).build());
        } else {
            refused(command);
            sendError(id, Submitter.refusal(decision));
        }
        completeIfDone();
    }

    private void keepSeat(long logIndex, Decision.Answer answer) {
        SeatKey seat = new SeatKey(answer.pool(), answer.instance());
        if (answer.role() == Role.SUPERSEDED) {
            unseated(seat);
        } else if (answer.nonce() == 0 && !halfClosed) {
            seats.seated(seat, logIndex);
            rights.given(seat, answer.handle().number());
        }
    }

    private void unseated(SeatKey seat) {
        seats.unseated(seat);
        rights.taken(seat);
    }

    private void failed(long id, Command command, Supplier<Status> why) {
        if (!ended) {
            answered(id);
            refused(command);
            sendError(id, why.get());
            completeIfDone();
        }
    }

    private void refused(Command command) {
        if (command instanceof Command.CheckIn checkIn) {
            seats.refused(seatOf(checkIn));
        }
    }

    private static SeatKey seatOf(Command.CheckIn checkIn) {
        return new SeatKey(checkIn.pool(), checkIn.instance());
    }

    private void answered(long id) {
        inFlight.remove(id);
        down.request(1);
    }

    private static SessionResponse.Builder response(long id) {
        return SessionResponse.newBuilder().setId(id);
    }

    private void sendError(long id, Status status) {
        send(response(id).setError(status).build());
    }

    private void send(SessionResponse message) {
        if (ended) {
            return;
        }
        unsent.add(message);
        flush();
        if (unsent.size() > MOST_UNSENT) {
            end(Statuses.tooSlow(
                    "SLOW_SESSION", "more than " + MOST_UNSENT + " messages of this session were not read"));
        }
    }

    private void flush() {
        while (!ended && !unsent.isEmpty() && down.isReady()) {
            down.onNext(unsent.remove());
        }
    }

    private void completeIfDone() {
        if (halfClosed && !ended && inFlight.isEmpty()) {
            unsent.forEach(down::onNext);
            gone();
            down.onCompleted();
        }
    }

    private void gone() {
        ended = true;
        unsent.clear();
        seats.clear();
        desk.closed(this);
    }
}
