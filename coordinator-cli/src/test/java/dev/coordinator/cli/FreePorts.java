package dev.coordinator.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Ports for servers that a test starts a while after it chose their addresses. They lie below those that the system
 * gives to outgoing connections, so that none of these takes one in between, and none is drawn twice in a process.
 */
final class FreePorts {

    private static final int FIRST = 10_000;
    private static final int COUNT = 1_900;

    /** Processes side by side begin at places of their own. */
    private static final AtomicInteger drawn =
            new AtomicInteger((int) (ProcessHandle.current().pid() % 19) * 100);

    private FreePorts() {}

    static int draw() {
        return IntStream.range(0, COUNT)
                .map(turn -> FIRST + Math.floorMod(drawn.getAndIncrement(), COUNT))
                .filter(FreePorts::isFree)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no port from " + FIRST + " on is free"));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
