package dev.coordinator.server.api;

import com.google.protobuf.Message;
import com.google.rpc.Status;
import dev.coordinator.server.access.Need;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Refusal;
import dev.coordinator.server.lease.Violation;
import dev.coordinator.v1.GetPoolRequest;
import dev.coordinator.v1.SessionRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * For whom a session may speak, message by message. A renewal names nobody: it is let through if its handle was given to this
 * very session, for somebody for whom it may still speak. Of the session's lane.
 */
final class SessionRights {

    private static final String CALL = "Session";

    private final Gate gate;
    private final Caller caller;
    private final int most;
    private final Map<Long, Right> byHandle = new HashMap<>();
    private final Map<SeatKey, Long> handles = new HashMap<>();

    /** What was found last, and when: a look-up and a comparison tell that it still holds. */
    private static final class Right {

        private final Need need;
        private Object stamp;

        Right(Need need, Object stamp) {
            this.need = need;
            this.stamp = stamp;
        }
    }

    /** @param most instances that a session may speak for */
    SessionRights(Gate gate, Caller caller, int most) {
        this.gate = gate;
        this.caller = caller;
        this.most = most;
    }

    /** Of the request for a pool. */
    static String poolOf(Message message) {
        return message instanceof GetPoolRequest ask ? ask.getPool() : "";
    }

    /** Why a message is not let through; empty: it is. */
    Optional<Status> refusal(SessionRequest request) {
        if (!caller.isChecked()) {
            return Optional.empty();
        }
        return switch (request.getMessageCase()) {
            case CHECK_IN ->
                refusal(request.getCheckIn().getPool(), request.getCheckIn().getInstanceId());
            case LEAVE ->
                refusal(request.getLeave().getPool(), request.getLeave().getInstanceId());
            case RENEWAL -> refusal(request.getRenewal().getHandle());
            case MESSAGE_NOT_SET -> Optional.empty();
        };
    }

    private Optional<Status> refusal(String pool, String instance) {
        return gate.refusal(caller, Need.checkIn(pool, instance), CALL);
    }

    private Optional<Status> refusal(long handle) {
        Right right = byHandle.get(handle);
        if (right == null) {
            return Optional.of(unknownHandle(handle));
        }
        Object stamp = caller.stamp();
        if (right.stamp == stamp) {
            return Optional.empty();
        }
        right.stamp = stamp;
        Optional<Status> refusal = gate.refusal(caller, right.need, CALL);
        if (refusal.isPresent()) {
            byHandle.remove(handle);
        }
        return refusal;
    }

    /** As of a handle that stands for nothing, so that it tells nothing of those of others. */
    private static Status unknownHandle(long handle) {
        return Refusals.status(new Decision.Refused(
                Refusal.UNKNOWN_HANDLE,
                List.of(new Violation("handle", "one that this session was given", Long.toUnsignedString(handle)))));
    }

    /** A check-in of this session was answered, with a handle. */
    void given(SeatKey seat, long handle) {
        if (!caller.isChecked() || handle == 0 || Long.valueOf(handle).equals(handles.get(seat))) {
            return;
        }
        taken(seat);
        if (handles.size() < most) {
            handles.put(seat, handle);
            Need need = Need.checkIn(seat.pool().value(), seat.instance().value());
            byHandle.put(handle, new Right(need, this));
        }
    }

    /** The session speaks for it no more. */
    void taken(SeatKey seat) {
        Long handle = handles.remove(seat);
        if (handle != null) {
            byHandle.remove(handle);
        }
    }
}
