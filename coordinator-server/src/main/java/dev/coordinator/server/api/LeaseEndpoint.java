package dev.coordinator.server.api;

import dev.coordinator.server.lease.Decision;
import dev.coordinator.v1.CheckInRequest;
import dev.coordinator.v1.CheckInResponse;
import dev.coordinator.v1.LeaseServiceGrpc;
import dev.coordinator.v1.LeaveRequest;
import dev.coordinator.v1.LeaveResponse;
import dev.coordinator.v1.SessionRequest;
import dev.coordinator.v1.SessionResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/** Check-ins and leaves. */
final class LeaseEndpoint extends LeaseServiceGrpc.LeaseServiceImplBase {

    private final CheckInRequests checkIns;
    private final Submitter submitter;
    private final Answers answers;
    private final SessionDesk sessions;
    private final Lanes lanes;

    LeaseEndpoint(CheckInRequests checkIns, Submitter submitter, Answers answers, SessionDesk sessions, Lanes lanes) {
        this.checkIns = checkIns;
        this.submitter = submitter;
        this.answers = answers;
        this.sessions = sessions;
        this.lanes = lanes;
    }

    @Override
    public void checkIn(CheckInRequest request, StreamObserver<CheckInResponse> observer) {
        submitter.submit(
                checkIns.check(request),
                Failures.Repeat.WITH_HIGHER_SEQ,
                Reply.to(observer, lanes),
                Decision.Answer.class,
                answers::checkIn);
    }

    @Override
    public void leave(LeaveRequest request, StreamObserver<LeaveResponse> observer) {
        submitter.submit(
                SeatRequests.check(request),
                Failures.Repeat.WITH_HIGHER_SEQ,
                Reply.to(observer, lanes),
                Decision.Departed.class,
                Answers::leave);
    }

    @Override
    public StreamObserver<SessionRequest> session(StreamObserver<SessionResponse> observer) {
        return sessions.open((ServerCallStreamObserver<SessionResponse>) observer, lanes.current());
    }
}
