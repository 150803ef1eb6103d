package dev.coordinator.server.raft;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** A port whose queue of connections is full, so that the kernel drops whoever comes. */
final class BlackHole implements AutoCloseable {

    private static final long CONNECTED_BY_MILLIS = 200;

    private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<SocketChannel> waiting = new ArrayList<>();

    BlackHole() throws IOException {
        boolean open = true;
        while (open) {
            SocketChannel next = SocketChannel.open();
            waiting.add(next);
            next.configureBlocking(false);
            next.connect(listening.getLocalSocketAddress());
            open = connectsSoon(next);
        }
    }

    private static boolean connectsSoon(SocketChannel channel) throws IOException {
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_CONNECT);
            return selector.select(CONNECTED_BY_MILLIS) > 0 && channel.finishConnect();
        }
    }

    RaftAddress address() {
        return new RaftAddress("127.0.0.1", listening.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : waiting) {
            channel.close();
        }
        listening.close();
    }
}
