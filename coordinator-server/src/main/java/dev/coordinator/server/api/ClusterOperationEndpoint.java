package dev.coordinator.server.api;

import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.coordinator.server.membership.Verdict;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.roster.Requester;
import dev.coordinator.server.roster.Roster;
import dev.coordinator.v1.AddNodeRequest;
import dev.coordinator.v1.AddNodeResponse;
import dev.coordinator.v1.ClusterOperationsServiceGrpc;
import dev.coordinator.v1.DrainNodeRequest;
import dev.coordinator.v1.DrainNodeResponse;
import dev.coordinator.v1.MoveNodeRequest;
import dev.coordinator.v1.MoveNodeResponse;
import dev.coordinator.v1.RemoveNodeRequest;
import dev.coordinator.v1.RemoveNodeResponse;
import dev.coordinator.v1.TransferLeadershipRequest;
import dev.coordinator.v1.TransferLeadershipResponse;
import dev.coordinator.v1.UndrainNodeRequest;
import dev.coordinator.v1.UndrainNodeResponse;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An operator's words about the nodes of the cluster. */
final class ClusterOperationEndpoint extends ClusterOperationsServiceGrpc.ClusterOperationsServiceImplBase {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterOperationEndpoint.class);

    /** When to try again what is refused because something else goes on. */
    private static final int PASSES_MILLIS = 1_000;

    private final NodeId self;
    private final ClusterNodes nodes;
    private final Maintenance maintenance;
    private final Failures failures;
    private final Lanes lanes;

    ClusterOperationEndpoint(NodeId self, ClusterNodes nodes, Maintenance maintenance, Failures failures, Lanes lanes) {
        this.self = self;
        this.nodes = nodes;
        this.maintenance = maintenance;
        this.failures = failures;
        this.lanes = lanes;
    }

    @Override
    public void addNode(AddNodeRequest request, StreamObserver<AddNodeResponse> observer) {
        Reply<AddNodeResponse> reply = Reply.to(observer, lanes);
        good(NodeRequests.check(request), reply, place -> {
            log("event=asked-to-add-node", place.node(), place.requester());
            nodes.membership()
                    .add(
                            place.node(),
                            place.api(),
                            place.raft(),
                            place.requester(),
                            answering(
                                    reply,
                                    roster -> AddNodeResponse.newBuilder()
                                            .addAllNodes(NodeMessages.of(roster))
                                            .build()));
        });
    }

    @Override
    public void removeNode(RemoveNodeRequest request, StreamObserver<RemoveNodeResponse> observer) {
        Reply<RemoveNodeResponse> reply = Reply.to(observer, lanes);
        Author author = new Author(request.getRequestedBy(), request.getComment());
        good(NodeRequests.named("node_id", request.getNodeId(), author), reply, named -> {
            log("event=asked-to-remove-node", named.node(), named.requester());
            nodes.membership()
                    .remove(
                            named.node(),
                            named.requester(),
                            answering(
                                    reply,
                                    roster -> RemoveNodeResponse.newBuilder()
                                            .addAllNodes(NodeMessages.of(roster))
                                            .build()));
        });
    }

    @Override
    public void moveNode(MoveNodeRequest request, StreamObserver<MoveNodeResponse> observer) {
        Reply<MoveNodeResponse> reply = Reply.to(observer, lanes);
        good(NodeRequests.check(request), reply, place -> {
            log("event=asked-to-move-node", place.node(), place.requester());
            nodes.membership()
                    .move(
                            place.node(),
                            place.api(),
                            place.raft(),
                            place.requester(),
                            answering(
                                    reply,
                                    roster -> MoveNodeResponse.newBuilder()
                                            .addAllNodes(NodeMessages.of(roster))
                                            .build()));
        });
    }

    @Override
    public void transferLeadership(
            TransferLeadershipRequest request, StreamObserver<TransferLeadershipResponse> observer) {
        Reply<TransferLeadershipResponse> reply = Reply.to(observer, lanes);
        Author author = new Author(request.getRequestedBy(), request.getComment());
        String to = request.getTo().isEmpty() ? self.value() : request.getTo();
        good(NodeRequests.named("to", to, author), reply, named -> {
            LOG.info(
                    "event=asked-to-transfer-leadership to=\"{}\" by=\"{}\" comment=\"{}\"",
                    request.getTo(),
                    named.requester().name(),
                    named.requester().comment());
            nodes.membership()
                    .handOver(
                            self,
                            request.getTo().isEmpty() ? Optional.empty() : Optional.of(named.node()),
                            answering(
                                    reply,
                                    roster -> TransferLeadershipResponse.newBuilder()
                                            .setFormerLeaderId(self.value())
                                            .build()));
        });
    }

    @Override
    public void drainNode(DrainNodeRequest request, StreamObserver<DrainNodeResponse> observer) {
        Reply<DrainNodeResponse> reply = Reply.to(observer, lanes);
        Author author = new Author(request.getRequestedBy(), request.getComment());
        own("event=asked-to-drain", NodeRequests.named("node_id", request.getNodeId(), author), reply, () -> {
            if (maintenance.isDraining()) {
                reply.send(DrainNodeResponse::getDefaultInstance);
                return;
            }
            nodes.membership().spare(self, verdict -> {
                if (verdict instanceof Verdict.Accepted) {
                    maintenance.drain();
                }
                answering(reply, roster -> DrainNodeResponse.getDefaultInstance())
                        .accept(verdict);
            });
        });
    }

    @Override
    public void undrainNode(UndrainNodeRequest request, StreamObserver<UndrainNodeResponse> observer) {
        Reply<UndrainNodeResponse> reply = Reply.to(observer, lanes);
        Author author = new Author(request.getRequestedBy(), request.getComment());
        own("event=asked-to-undrain", NodeRequests.named("node_id", request.getNodeId(), author), reply, () -> {
            maintenance.undrain();
            reply.send(UndrainNodeResponse::getDefaultInstance);
        });
    }

    private void own(String event, Checked<NodeRequests.Named> request, Reply<?> reply, Runnable action) {
        good(request, reply, named -> {
            if (named.node().equals(self)) {
                log(event, self, named.requester());
                action.run();
            } else {
                reply.fail(wrongNode(named.node()));
            }
        });
    }

    private static <T> void good(Checked<T> request, Reply<?> reply, Consumer<T> then) {
        if (request instanceof Checked.Bad<T> bad) {
            reply.fail(bad.status());
        } else if (request instanceof Checked.Good<T> good) {
            then.accept(good.value());
        }
    }

    private <R> Consumer<Verdict> answering(Reply<R> reply, Function<Roster, R> response) {
        return verdict -> {
            if (verdict instanceof Verdict.Accepted accepted) {
                reply.send(() -> response.apply(accepted.roster()));
            } else if (verdict instanceof Verdict.Refused refused) {
                reply.fail(status(refused));
            } else if (verdict instanceof Verdict.Failed failed) {
                reply.fail(failures.status(failed.failure(), Failures.Repeat.AS_IT_IS));
            }
        };
    }

    private Status status(Verdict.Refused refused) {
        Code code = switch (refused.objection()) {
            case NOT_LEADER -> Code.UNAVAILABLE;
            case UNKNOWN_NODE -> Code.NOT_FOUND;
            case KNOWN_NODE -> Code.ALREADY_EXISTS;
            case CHANGE_UNDER_WAY, BROKEN_RULE, QUORUM_AT_RISK, NOT_REACHED, DRAINED, OTHER_NODE_THERE, NOT_NOW ->
                Code.FAILED_PRECONDITION;
        };
        if (code == Code.UNAVAILABLE) {
            return failures.notLeader();
        }
        Status.Builder status =
                Statuses.with(code, refused.why(), refused.objection().name(), Map.of());
        return switch (refused.objection()) {
            case CHANGE_UNDER_WAY, NOT_NOW -> Statuses.retryAfter(status, PASSES_MILLIS);
            default -> status.build();
        };
    }

    private Status wrongNode(NodeId wanted) {
        Map<String, String> address = nodes.book()
                .current()
                .member(wanted)
                .map(member -> Map.of("address", member.api().toString()))
                .orElse(Map.of());
        return Statuses.with(
                        Code.FAILED_PRECONDITION,
                        "this is node " + self + "; a node is drained by asking it itself, not " + wanted + " here",
                        "WRONG_NODE",
                        address)
                .build();
    }

    private static void log(String event, NodeId node, Requester by) {
        LOG.info("{} node={} by=\"{}\" comment=\"{}\"", event, node, by.name(), by.comment());
    }
}
