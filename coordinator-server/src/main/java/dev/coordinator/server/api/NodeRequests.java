package dev.coordinator.server.api;

import dev.coordinator.server.lease.Actor;
import dev.coordinator.server.roster.Address;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.roster.Requester;
import dev.coordinator.v1.AddNodeRequest;
import dev.coordinator.v1.MoveNodeRequest;

/** What an operator may say about nodes. */
final class NodeRequests {

    private static final String ADDRESS = "host:port that others can connect to";

    private NodeRequests() {}

    /**
     * A node and where it is found.
     *
     * @param requester for the record
     */
    record Place(NodeId node, Address api, Address raft, Requester requester) {}

    /** A node alone. */
    record Named(NodeId node, Requester requester) {}

    static Checked<Place> check(AddNodeRequest request) {
        return place(
                request.getNodeId(),
                request.getApiAddress(),
                request.getRaftAddress(),
                new Author(request.getRequestedBy(), request.getComment()));
    }

    static Checked<Place> check(MoveNodeRequest request) {
        return place(
                request.getNodeId(),
                request.getApiAddress(),
                request.getRaftAddress(),
                new Author(request.getRequestedBy(), request.getComment()));
    }

    static Checked<Named> named(String field, String node, Author author) {
        Violations violations = new Violations();
        node(field, node, violations);
        author.check(violations);
        return Checked.of(violations, () -> new Named(new NodeId(node), requester(author)));
    }

    private static Checked<Place> place(String node, String api, String raft, Author author) {
        Violations violations = new Violations();
        node("node_id", node, violations);
        address("api_address", api, false, violations);
        address("raft_address", raft, true, violations);
        author.check(violations);
        return Checked.of(
                violations,
                () -> new Place(new NodeId(node), Address.parse(api), Address.parse(raft), requester(author)));
    }

    private static Requester requester(Author author) {
        Actor actor = author.actor();
        return new Requester(actor.name(), actor.comment());
    }

    private static void node(String field, String node, Violations violations) {
        try {
            new NodeId(node);
        } catch (IllegalArgumentException misshapen) {
            violations.add(field, "1 to 64 characters of [A-Za-z0-9._-]", node);
        }
    }

    private static void address(String field, String text, boolean ofRaft, Violations violations) {
        try {
            String host = Address.parse(text).host();
            boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
            violations.require(!everywhere, field, ADDRESS, text);
            violations.require(!ofRaft || host.indexOf(':') < 0, field, ADDRESS + ", no IPv6 address", text);
        } catch (IllegalArgumentException misshapen) {
            violations.add(field, ADDRESS, text);
        }
    }
}
