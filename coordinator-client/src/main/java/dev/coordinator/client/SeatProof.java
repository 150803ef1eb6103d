package dev.coordinator.client;

import dev.coordinator.v1.CheckInResponse;
import dev.coordinator.v1.Role;
import dev.coordinator.v1.RoleReason;
import java.util.List;

/** How a run takes its seat: it names the dead that may have it, or shows by a nonce that it is alive itself. */
final class SeatProof {

    private List<Long> supersedes;
    private long nonce;
    private int demands;
    private boolean seated;

    SeatProof(List<Long> supersedes) {
        this.supersedes = supersedes;
    }

    void answered(CheckInResponse answer) {
        boolean mustProve = answer.getReason() == RoleReason.ROLE_REASON_PROVE_INCARNATION;
        nonce = mustProve ? answer.getNonce() : 0;
        demands = nonce == 0 ? 0 : demands + 1;
        if (!mustProve && isOfTheSeated(answer.getRole())) {
            seated = true;
            supersedes = List.of();
        }
    }

    /** To be said until the seat is taken. */
    List<Long> supersedes() {
        return supersedes;
    }

    /** To be echoed; 0: none. */
    long nonce() {
        return nonce;
    }

    /** How often in a row the coordinator has asked for the nonce. */
    int demands() {
        return demands;
    }

    boolean isSeated() {
        return seated;
    }

    private static boolean isOfTheSeated(Role role) {
        return switch (role) {
            case ROLE_PRIMARY, ROLE_DRAINING, ROLE_STANDBY, ROLE_UNELECTABLE -> true;
            case ROLE_SUPERSEDED, ROLE_UNSPECIFIED, UNRECOGNIZED -> false;
        };
    }
}
