package dev.coordinator.server.api;

import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Handle;
import dev.coordinator.server.lease.Holding;
import dev.coordinator.server.lease.Incarnation;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.v1.LeaveRequest;
import dev.coordinator.v1.Renewal;

/** Renewals and leaves: what is allowed, and the command that they mean. */
final class SeatRequests {

    private SeatRequests() {}

    static Checked<Command.Renewal> check(Renewal request) {
        Violations violations = new Violations();
        Fields.unsigned("handle", request.getHandle(), violations);
        violations.require(request.getHandle() != 0, "handle", "above 0", request.getHandle());
        Fields.unsigned("seq", request.getSeq(), violations);
        violations.require(request.getSeq() != 0, "seq", "above 0", request.getSeq());
        Fields.unsigned("holding_epoch", request.getHoldingEpoch(), violations);
        return Checked.of(
                violations,
                () -> new Command.Renewal(
                        new Handle(request.getHandle()),
                        request.getSeq(),
                        request.hasHoldingEpoch() ? Holding.of(request.getHoldingEpoch()) : Holding.UNSAID));
    }

    static Checked<Command.Leave> check(LeaveRequest request) {
        Violations violations = new Violations();
        Fields.pool(request.getPool(), violations);
        Fields.instance(request.getInstanceId(), violations);
        Fields.run(request.getIncarnation(), request.getSeq(), violations);
        return Checked.of(
                violations,
                () -> new Command.Leave(
                        new PoolName(request.getPool()),
                        new InstanceId(request.getInstanceId()),
                        new Incarnation(request.getIncarnation()),
                        request.getSeq()));
    }
}
