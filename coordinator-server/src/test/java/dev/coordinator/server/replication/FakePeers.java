package dev.coordinator.server.replication;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests to other nodes that stay until the test says what came of them. */
public final class FakePeers implements Peers {

    /** One request that waits. */
    static final class Sent {
        final NodeId to;
        final byte[] request;
        final PeerReply reply;

        Sent(NodeId to, byte[] request, PeerReply reply) {
            this.to = to;
            this.request = request;
            this.reply = reply;
        }
    }

    final Deque<Sent> sent = new ArrayDeque<>();
    private @Nullable PeerService service;

    @Override
    public synchronized void send(NodeId to, byte[] request, Duration timeout, PeerReply reply) {
        sent.add(new Sent(to, request, reply));
    }

    @Override
    public void serve(PeerService newService) {
        service = newService;
    }

    /** Another node asks this one; what is answered is added to the result, now or later. */
    List<byte[]> ask(byte[] request) {
        List<byte[]> answers = new ArrayList<>();
        answerBy(request, answers::add);
        return answers;
    }

    /** Another node asks this one. */
    void answerBy(byte[] request, PeerResponse response) {
        if (service == null) {
            throw new IllegalStateException("nothing is served");
        }
        service.handle(request, response);
    }
}
