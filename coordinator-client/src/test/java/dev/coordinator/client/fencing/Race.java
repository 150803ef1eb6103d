package dev.coordinator.client.fencing;

import dev.coordinator.client.Epoch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Primaries of several epochs that all believe in themselves and write at once, each until it is refused. Each begins when
 * the one before it is in the midst of its writes.
 *
 * @param accepted what each wrote, epoch by epoch, by the number of its last accepted write
 */
record Race(List<Integer> accepted) {

    static final int EPOCHS = 6;
    static final int WRITES = 20;

    /** A write of a number, from 1, in an epoch, from 1. */
    interface Write {
        void run(Epoch epoch, int number) throws Exception;
    }

    static Race run(Write write) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(EPOCHS, task -> new Thread(task, "fencing-race"));
        try {
            List<Callable<Integer>> reigns = new ArrayList<>();
            CountDownLatch begin = new CountDownLatch(0);
            for (int epoch = 1; epoch <= EPOCHS; epoch++) {
                Epoch own = new Epoch(epoch);
                CountDownLatch previous = begin;
                CountDownLatch midst = new CountDownLatch(WRITES / 4);
                reigns.add(() -> reign(write, own, previous, midst));
                begin = midst;
            }
            List<Integer> accepted = new ArrayList<>();
            for (Future<Integer> reign : threads.invokeAll(reigns, 60, TimeUnit.SECONDS)) {
                accepted.add(reign.get());
            }
            return new Race(accepted);
        } finally {
            threads.shutdownNow();
        }
    }

    private static int reign(Write write, Epoch epoch, CountDownLatch begin, CountDownLatch midst) throws Exception {
        if (!begin.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the epoch before " + epoch + " never began");
        }
        for (int number = 1; number <= WRITES; number++) {
            try {
                write.run(epoch, number);
            } catch (FencedException e) {
                return number - 1;
            }
            midst.countDown();
        }
        return WRITES;
    }

    /** What the resource must hold, in order: of each epoch all that was accepted, and nothing else. */
    List<String> expected() {
        List<String> writes = new ArrayList<>();
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            for (int number = 1; number <= accepted.get(epoch - 1); number++) {
                writes.add(epoch + "/" + number);
            }
        }
        return writes;
    }
}
