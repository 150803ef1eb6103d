package dev.coordinator.server.raft;

/** An answer from node to node. The name of this class is on the wire: renaming it cuts nodes of two releases apart. */
final class PeerAnswer {

    /** What the other node did with the request. */
    enum Kind {
        /** It was handled, and this is the response. */
        ANSWERED((byte) 0),
        /** It was not looked at: another cluster's, or nothing serves there yet. */
        REFUSED((byte) 1),
        /** It may have been handled in part. */
        FAILED((byte) 2);

        private final byte onWire;

        Kind(byte onWire) {
            this.onWire = onWire;
        }

        byte onWire() {
            return onWire;
        }
    }

    private static final byte[] NOTHING = {};

    private final Kind kind;
    private final byte[] body;

    private PeerAnswer(Kind kind, byte[] body) {
        this.kind = kind;
        this.body = body;
    }

    static PeerAnswer answered(byte[] body) {
        return new PeerAnswer(Kind.ANSWERED, body);
    }

    static PeerAnswer refused() {
        return new PeerAnswer(Kind.REFUSED, NOTHING);
    }

    static PeerAnswer failed() {
        return new PeerAnswer(Kind.FAILED, NOTHING);
    }

    Kind kind() {
        return kind;
    }

    byte[] body() {
        return body;
    }
}
