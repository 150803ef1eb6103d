package dev.coordinator.server.simulation;

import dev.coordinator.server.replication.Peers;
import dev.coordinator.server.roster.NodeId;
import java.time.Duration;

/** Requests from node to node; they may be late, and lost on either way. */
final class NodeMail implements Peers {

    private final World world;
    private final Cluster cluster;
    private final Node sender;
    private final int generation;

    NodeMail(World world, Cluster cluster, Node sender, int generation) {
        this.world = world;
        this.cluster = cluster;
        this.sender = sender;
        this.generation = generation;
    }

    @Override
    public void serve(PeerService service) {
        cluster.serves(sender, generation, service);
    }

    @Override
    public void send(NodeId to, byte[] request, Duration timeout, PeerReply reply) {
        Node receiver = cluster.node(to);
        if (!receiver.isUp()) {
            sender.soon(reply::notSent);
            return;
        }
        Once once = new Once(reply);
        int sentIn = cluster.number();
        sender.inNanos(timeout.toNanos(), once::unknown);
        world.timeline().in(cluster.delay(sender, receiver), () -> {
            if (sentIn == cluster.number() && cluster.areLinked(sender, receiver) && receiver.isUp()) {
                receiver.whenAwake(() -> cluster.service(receiver)
                        .handle(
                                request,
                                response -> world.timeline()
                                        .in(cluster.delay(receiver, sender), () -> answer(receiver, once, response))));
            }
        });
    }

    @Override
    public void broadcast(byte[] message) {
        for (Node receiver : cluster.nodes()) {
            if (receiver != sender) {
                cluster.carry(sender, receiver, () -> cluster.service(receiver).handle(message, nobody -> {}));
            }
        }
    }

    private void answer(Node receiver, Once once, byte[] response) {
        if (cluster.areLinked(sender, receiver)) {
            sender.whenAwake(() -> once.answered(response));
        }
    }

    private static final class Once {
        private final PeerReply reply;
        private boolean over;

        Once(PeerReply reply) {
            this.reply = reply;
        }

        void answered(byte[] response) {
            if (!over) {
                over = true;
                reply.answered(response);
            }
        }

        void unknown() {
            if (!over) {
                over = true;
                reply.unknown();
            }
        }
    }
}
