package dev.coordinator.server.api;

import io.grpc.InsecureServerCredentials;
import io.grpc.ServerCredentials;

/** How the edge proves who it is, and whom it lets in. */
final class Credentials {

    private Credentials() {}

    /** Plain text: everyone who reaches the port is let in. */
    static ServerCredentials plaintext() {
        return InsecureServerCredentials.create();
    }
}
