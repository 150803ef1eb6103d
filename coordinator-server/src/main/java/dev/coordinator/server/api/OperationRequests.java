package dev.coordinator.server.api;

import com.google.protobuf.Timestamp;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Incarnation;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.Operation;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.v1.CallOffHandoverRequest;
import dev.coordinator.v1.CancelSwitchOverRequest;
import dev.coordinator.v1.CordonRequest;
import dev.coordinator.v1.DeletePoolRequest;
import dev.coordinator.v1.EvictRequest;
import dev.coordinator.v1.FailOverRequest;
import dev.coordinator.v1.PauseRequest;
import dev.coordinator.v1.ResumeRequest;
import dev.coordinator.v1.ScheduleSwitchOverRequest;
import dev.coordinator.v1.SwitchOverRequest;
import dev.coordinator.v1.UncordonRequest;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** An operator's words: what is allowed, and the command that they mean. How long a word may hold is for the state to say. */
final class OperationRequests {

    private static final long EARLIEST_SECOND = -62_135_596_800L;
    private static final long LATEST_SECOND = 253_402_300_799L;

    private final Violations violations = new Violations();
    private final String pool;
    private final Author author;

    private OperationRequests(String pool, String requestedBy, String comment) {
        this.pool = pool;
        this.author = new Author(requestedBy, comment);
        Fields.pool(pool, violations);
        author.check(violations);
    }

    static Checked<Command.Operate> check(SwitchOverRequest request) {
        OperationRequests words =
                new OperationRequests(request.getPool(), request.getRequestedBy(), request.getComment());
        words.target(request.getTo());
        return words.checked(() -> new Operation.Switchover(optional(request.getTo())));
    }

    static Checked<Command.Operate> check(ScheduleSwitchOverRequest request) {
        OperationRequests words =
                new OperationRequests(request.getPool(), request.getRequestedBy(), request.getComment());
        words.target(request.getTo());
        words.instant("at", request.hasAt(), request.getAt());
        return words.checked(() -> new Operation.Schedule(optional(request.getTo()), millis(request.getAt())));
    }

    static Checked<Command.Operate> check(CancelSwitchOverRequest request) {
        return new OperationRequests(request.getPool(), request.getRequestedBy(), request.getComment())
                .checked(Operation.Unschedule::new);
    }

    static Checked<Command.Operate> check(FailOverRequest request) {
        OperationRequests words =
                new OperationRequests(request.getPool(), request.getRequestedBy(), request.getComment());
        words.target(request.getTo());
        return words.checked(() -> new Operation.Failover(optional(request.getTo()), request.getUnsafeNow()));
    }

    static Checked<Command.Operate> check(CallOffHandoverRequest request) {
        return new OperationRequests(request.getPool(), request.getRequestedBy(), request.getComment())
                .checked(Operation.CallOff::new);
    }

    static Checked<Command.Operate> check(PauseRequest request) {
        OperationRequests words =
                new OperationRequests(request.getPool(), request.getRequestedBy(), request.getComment());
        Fields.unsigned("for_ms", request.getForMs(), words.violations);
        return words.checked(() -> new Operation.Pause(optional(request.hasForMs(), request.getForMs())));
    }

    static Checked<Command.Operate> check(ResumeRequest request) {
        return new OperationRequests(request.getPool(), request.getRequestedBy(), request.getComment())
                .checked(Operation.Resume::new);
    }

    static Checked<Command.Operate> check(CordonRequest request) {
        OperationRequests words =
                new OperationRequests(request.getPool(), request.getRequestedBy(), request.getComment());
        Fields.instance(request.getInstanceId(), words.violations);
        Fields.unsigned("for_ms", request.getForMs(), words.violations);
        return words.checked(() -> new Operation.Cordon(
                new InstanceId(request.getInstanceId()), optional(request.hasForMs(), request.getForMs())));
    }

    static Checked<Command.Operate> check(UncordonRequest request) {
        OperationRequests words =
                new OperationRequests(request.getPool(), request.getRequestedBy(), request.getComment());
        Fields.instance(request.getInstanceId(), words.violations);
        return words.checked(() -> new Operation.Uncordon(new InstanceId(request.getInstanceId())));
    }

    static Checked<Command.Operate> check(EvictRequest request) {
        OperationRequests words =
                new OperationRequests(request.getPool(), request.getRequestedBy(), request.getComment());
        Fields.instance(request.getInstanceId(), words.violations);
        return words.checked(() -> new Operation.Evict(
                new InstanceId(request.getInstanceId()),
                Optional.of(new Incarnation(request.getIncarnation())).filter(run -> !run.isBare())));
    }

    static Checked<Command.Operate> check(DeletePoolRequest request) {
        return new OperationRequests(request.getPool(), request.getRequestedBy(), request.getComment())
                .checked(Operation.Delete::new);
    }

    private void target(String to) {
        if (!to.isEmpty()) {
            Fields.instance("to", to, violations);
        }
    }

    private void instant(String field, boolean isSet, Timestamp value) {
        if (!isSet || !isTime(value)) {
            violations.add(field, "a time from 0001-01-01 to 9999-12-31", isSet ? value.getSeconds() + " s" : "");
        }
    }

    /** As protocol buffers define one. */
    private static boolean isTime(Timestamp value) {
        return value.getSeconds() >= EARLIEST_SECOND
                && value.getSeconds() <= LATEST_SECOND
                && value.getNanos() >= 0
                && value.getNanos() < 1_000_000_000;
    }

    private static long millis(Timestamp at) {
        return Math.addExact(Math.multiplyExact(at.getSeconds(), 1000L), at.getNanos() / 1_000_000);
    }

    private Checked<Command.Operate> checked(Supplier<Operation> operation) {
        return Checked.of(violations, () -> new Command.Operate(new PoolName(pool), operation.get(), author.actor()));
    }

    private static Optional<InstanceId> optional(String instance) {
        return instance.isEmpty() ? Optional.empty() : Optional.of(new InstanceId(instance));
    }

    private static OptionalLong optional(boolean isSet, long value) {
        return isSet ? OptionalLong.of(value) : OptionalLong.empty();
    }
}
