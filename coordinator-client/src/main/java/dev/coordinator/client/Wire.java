package dev.coordinator.client;

import dev.coordinator.v1.CheckInRequest;
import dev.coordinator.v1.LeaveRequest;
import dev.coordinator.v1.Renewal;
import dev.coordinator.v1.SessionRequest;

/** What is said, as messages of the public API. */
final class Wire {

    private Wire() {}

    /** On a stream a handle stands for everything that a renewal has no place for. */
    static SessionRequest request(long id, Identity identity, Outgoing message) {
        SessionRequest.Builder request = SessionRequest.newBuilder().setId(id);
        if (message instanceof Outgoing.Leave leave) {
            return request.setLeave(leave(identity, leave)).build();
        }
        Outgoing.CheckIn checkIn = (Outgoing.CheckIn) message;
        boolean brief = checkIn.handle() != 0
                && checkIn.nonce() == 0
                && checkIn.supersedes().isEmpty()
                && !(checkIn.claim() instanceof Claim.Released);
        return brief
                ? request.setRenewal(renewal(checkIn)).build()
                : request.setCheckIn(checkIn(identity, checkIn)).build();
    }

    static CheckInRequest checkIn(Identity identity, Outgoing.CheckIn checkIn) {
        Declaration declaration = checkIn.declaration();
        Member member = declaration.member();
        CheckInRequest.Builder request = CheckInRequest.newBuilder()
                .setPool(identity.pool())
                .setInstanceId(identity.instanceId())
                .setIncarnation(identity.incarnation())
                .addAllSupersedes(checkIn.supersedes())
                .setSeq(checkIn.seq())
                .setNonce(checkIn.nonce())
                .setElectable(declaration.unelectable().isEmpty())
                .setUnelectableReason(declaration.unelectable().orElse(""))
                .setPriority(member.priority())
                .setAddress(member.address())
                .putAllLabels(member.labels());
        if (checkIn.claim() instanceof Claim.Holding holding) {
            request.setHoldingEpoch(holding.epoch().number());
        } else if (checkIn.claim() instanceof Claim.Released released) {
            request.setHoldingEpoch(released.epoch().number()).setRelease(true);
        } else if (checkIn.claim() instanceof Claim.None) {
            request.setHoldingEpoch(0);
        }
        return request.build();
    }

    static LeaveRequest leave(Identity identity, Outgoing.Leave leave) {
        return LeaveRequest.newBuilder()
                .setPool(identity.pool())
                .setInstanceId(identity.instanceId())
                .setIncarnation(identity.incarnation())
                .setSeq(leave.seq())
                .build();
    }

    private static Renewal renewal(Outgoing.CheckIn checkIn) {
        Renewal.Builder renewal =
                Renewal.newBuilder().setHandle(checkIn.handle()).setSeq(checkIn.seq());
        if (checkIn.claim() instanceof Claim.Holding holding) {
            renewal.setHoldingEpoch(holding.epoch().number());
        } else if (checkIn.claim() instanceof Claim.None) {
            renewal.setHoldingEpoch(0);
        }
        return renewal.build();
    }
}
