package dev.coordinator.server.simulation;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Many seeds, on all cores; each run has one thread, and none shares anything with another. */
final class Seeds {

    private final AtomicLong next;
    private final int cores;

    /** From this seed on. */
    Seeds(long first, int cores) {
        this.next = new AtomicLong(first);
        this.cores = cores;
    }

    /** What came of them, added up. */
    record Sum(long seeds, long events, long cpuNanos, Tally tally) {

        private double checkInsPerMinuteAndCore() {
            return tally.of(Sight.CHECK_INS)
                    / (cpuNanos / (double) Duration.ofMinutes(1).toNanos());
        }

        /** A report: how much was done, how fast, and what was seen. */
        Stream<String> lines() {
            return Stream.concat(
                    Stream.of(
                            String.format("seeds: %,d", seeds),
                            String.format("events: %,d", events),
                            String.format("check-ins a minute and core: %,.0f", checkInsPerMinuteAndCore())),
                    tally.toString().lines());
        }
    }

    /** Runs seeds until one fails, which is thrown, or until it is enough. */
    Sum runWhile(BooleanSupplier more) throws InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(cores);
        try {
            List<Future<Sum>> parts = new ArrayList<>();
            for (int i = 0; i < cores; i++) {
                parts.add(workers.submit(() -> part(more)));
            }
            long seeds = 0;
            long events = 0;
            long cpu = 0;
            Tally tally = new Tally();
            for (Future<Sum> part : parts) {
                Sum sum = part.get();
                seeds += sum.seeds;
                events += sum.events;
                cpu += sum.cpuNanos;
                tally.add(sum.tally);
            }
            return new Sum(seeds, events, cpu, tally);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SimulationFailure failure) {
                throw failure;
            }
            throw new IllegalStateException("a worker failed", e);
        } finally {
            workers.shutdownNow();
        }
    }

    /** Runs so many. */
    Sum run(long howMany) throws InterruptedException {
        long end = next.get() + howMany;
        return runWhile(() -> next.get() < end);
    }

    private Sum part(BooleanSupplier more) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long began = threads.getCurrentThreadCpuTime();
        Tally tally = new Tally();
        long seeds = 0;
        long events = 0;
        while (more.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
            Simulation.Outcome outcome = Simulation.run(next.getAndIncrement());
            tally.add(outcome.tally());
            events += outcome.events();
            seeds++;
        }
        return new Sum(seeds, events, threads.getCurrentThreadCpuTime() - began, tally);
    }
}
