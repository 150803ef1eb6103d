package dev.coordinator.client.fencing;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import dev.coordinator.client.Epoch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Lets requests through to a service unless a later epoch has been here.
 *
 * <p>Requests of one epoch run side by side. The first of a later one waits until those before it are done.
 */
final class EpochFilter extends Filter {

    static final String HEADER = "Coordinator-Epoch";
    private static final int MAX_BODY = 1 << 20;

    private final ReadWriteLock reign = new ReentrantReadWriteLock(true);
    private final EpochFile file;
    private long highest;

    EpochFilter(EpochFile file) throws IOException {
        this.file = file;
        this.highest = file.read();
    }

    // region filter
    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        Optional<Epoch> epoch = epoch(exchange);
        // The body is read before the lock is taken: a sender that is frozen halfway holds nobody up.
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (epoch.isEmpty() || body.length > MAX_BODY) {
            answer(exchange, epoch.isEmpty() ? 400 : 413);
            return;
        }
        exchange.setStreams(new ByteArrayInputStream(body), null);
        raise(epoch.get());
        reign.readLock().lock();
        try {
            if (epoch.get().number() < highest) {
                exchange.getResponseHeaders().set(HEADER, Long.toString(highest));
                answer(exchange, 412);
            } else {
                chain.doFilter(exchange);
            }
        } finally {
            reign.readLock().unlock();
        }
    }

    private void raise(Epoch epoch) throws IOException {
        if (!isAbove(epoch)) {
            return;
        }
        reign.writeLock().lock();
        try {
            if (epoch.number() > highest) {
                file.write(epoch);
                highest = epoch.number();
            }
        } finally {
            reign.writeLock().unlock();
        }
    }
    // endregion

    private boolean isAbove(Epoch epoch) {
        reign.readLock().lock();
        try {
            return epoch.number() > highest;
        } finally {
            reign.readLock().unlock();
        }
    }

    private static Optional<Epoch> epoch(HttpExchange exchange) {
        try {
            return Optional.of(
                    new Epoch(Long.parseLong(exchange.getRequestHeaders().getFirst(HEADER))));
        } catch (IllegalArgumentException e) { // missing, no number, or out of range
            return Optional.empty();
        }
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Override
    public String description() {
        return "refuses requests of epochs that are over";
    }
}
