package dev.coordinator.server.raft;

/** A request from node to node. The name of this class is on the wire: renaming it cuts nodes of two releases apart. */
final class PeerRequest {

    private final String clusterId;
    private final byte[] body;

    PeerRequest(String clusterId, byte[] body) {
        this.clusterId = clusterId;
        this.body = body;
    }

    String clusterId() {
        return clusterId;
    }

    byte[] body() {
        return body;
    }
}
