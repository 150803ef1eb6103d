package dev.coordinator.server.lease.scenario;

import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Handle;
import dev.coordinator.server.lease.Incarnation;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.Profile;

/** One run of an instance: what it says of itself stays until it says otherwise, and it remembers what it was told. */
final class Player {

    final PoolName pool;
    final InstanceId id;
    final Incarnation run;
    Profile profile = Profile.PLAIN;
    private Handle handle = Handle.NONE;
    private long nonce;
    private long seq;

    Player(PoolName pool, InstanceId id, Incarnation run) {
        this.pool = pool;
        this.id = id;
        this.run = run;
    }

    /** One more than ever before; none for a bare client. */
    long nextSeq() {
        return run.isBare() ? 0 : ++seq;
    }

    /** A number that the story names; later attempts are counted from the highest. */
    long seq(long named) {
        seq = Math.max(seq, named);
        return named;
    }

    Handle handle() {
        return handle;
    }

    long nonce() {
        return nonce;
    }

    void hears(Decision.Answer answer) {
        nonce = answer.nonce();
        if (!answer.handle().isNone()) {
            handle = answer.handle();
        }
    }

    @Override
    public String toString() {
        return Telling.name(id, run);
    }
}
