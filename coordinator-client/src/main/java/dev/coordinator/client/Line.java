package dev.coordinator.client;

/** A way to one node. To be used on the loop only. */
interface Line {

    /** Each message is answered, fails, or is never heard of again. */
    void send(Identity identity, Outgoing message, Replies replies);

    /** Nothing more is sent, and answers on their way are lost. Safe to repeat. */
    void close();

    /** What a line tells about itself, on the loop. */
    interface Owner {

        /** An answer came over it, so it works. */
        void answeredOver(Line line);

        /** It can't be used any more. */
        void broken(Line line, Breakage breakage);

        /** TLS failed, and why. */
        void noTls(String trouble);

        /** The node calls an instance to check in. */
        void nudged(String pool, String instanceId);
    }

    /** Why a line is broken. */
    enum Breakage {
        /** The node can't be reached, or went away. */
        GONE,
        /** The node knows no streams. */
        NO_STREAMS,
        /** The stream was refused or cut for any other reason. */
        CUT
    }
}
