package dev.coordinator.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.client.Coordinator;
import dev.coordinator.client.Member;
import dev.coordinator.client.Membership;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A pool of two instances, at different nodes. */
final class MovingPool {

    private static final int PATIENCE_SECONDS = 60;
    private static final int REST_MILLIS = 1_200;

    private final String name;
    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
    private final Membership a;
    private final Membership b;
    private long restedAt;

    private record Told(String instance, long nanos) {}

    MovingPool(String name, Coordinator left, Coordinator right) throws InterruptedException {
        this.name = name;
        a = join(left, "a");
        b = join(right, "b");
        awaitTold();
    }

    private Membership join(Coordinator through, String instance) {
        return through.join(
                Member.of(name, instance), new OnPrimary(epoch -> told.add(new Told(instance, System.nanoTime()))));
    }

    private Told awaitTold() throws InterruptedException {
        Told next = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        restedAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(REST_MILLIS);
        return next;
    }

    String name() {
        return name;
    }

    /** Whether somebody is primary, and whoever was before counts as good as any other. */
    boolean isSettled() {
        return System.nanoTime() - restedAt > 0 && (a.isPrimary() || b.isPrimary());
    }

    /** Nanoseconds from the move to the word of the other one. */
    long move(Consumer<Membership> move, Consumer<Membership> afterwards) throws InterruptedException {
        Membership primary = a.isPrimary() ? a : b;
        long from = System.nanoTime();
        move.accept(primary);
        Told next = awaitTold();
        afterwards.accept(primary);
        assertThat(next.instance()).isEqualTo(primary.equals(a) ? "b" : "a");
        return next.nanos() - from;
    }
}
