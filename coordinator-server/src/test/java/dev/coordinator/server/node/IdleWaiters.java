package dev.coordinator.server.node;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Connections that watch, or whose check-ins wait for news, all read by one thread; those that waited wait again. */
final class IdleWaiters implements AutoCloseable {

    private final Selector selector = Selector.open();
    private final List<SocketChannel> channels = new ArrayList<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final Thread thread = new Thread(this::read, "idle-waiters");
    private volatile boolean ended;

    /** One connection: what it asks, and whether it was answered yet. */
    private static final class Waiter {
        private final byte[] request;
        private boolean answered;
        private byte last;

        Waiter(String request) {
            this.request = request.getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** Opens them, every second one a watch. */
    IdleWaiters(int number, String host, int port) throws IOException {
        thread.setDaemon(true);
        for (int i = 0; i < number; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(host, port));
            channels.add(channel);
            Waiter waiter = new Waiter(i % 2 == 0 ? watch() : poll(i));
            channel.write(ByteBuffer.wrap(waiter.request));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, waiter);
        }
        thread.start();
    }

    private static String watch() {
        return "GET /v1/pools:watch?pool=idle-0 HTTP/1.1\r\nHost: n\r\n\r\n";
    }

    /** A hundred in a pool. */
    private static String poll(int number) {
        return "POST /v1/pools/idle-" + number / 200 + "/instances/i" + number
                + ":checkIn?wait=60s HTTP/1.1\r\nHost: n\r\nContent-Length: 0\r\n\r\n";
    }

    /** How many were told anything yet: watches that began. */
    int answered() {
        return answered.get();
    }

    /** How many the node has closed. */
    int closed() {
        return closed.get();
    }

    private void read() {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        try {
            while (!ended) {
                selector.select(key -> read(key, buffer), 100);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void read(SelectionKey key, ByteBuffer buffer) {
        Waiter waiter = (Waiter) key.attachment();
        SocketChannel channel = (SocketChannel) key.channel();
        buffer.clear();
        try {
            int count = channel.read(buffer);
            if (count < 0) {
                closed.incrementAndGet();
                key.cancel();
                return;
            }
            if (!waiter.answered) {
                waiter.answered = true;
                answered.incrementAndGet();
            }
            waiter.last = count > 0 ? buffer.get(count - 1) : waiter.last;
            boolean polls = waiter.request[0] == 'P';
            if (polls && waiter.last == '}') {
                channel.write(ByteBuffer.wrap(waiter.request));
            }
        } catch (IOException gone) {
            closed.incrementAndGet();
            key.cancel();
        }
    }

    @Override
    public void close() throws IOException {
        ended = true;
        selector.close();
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }
}
