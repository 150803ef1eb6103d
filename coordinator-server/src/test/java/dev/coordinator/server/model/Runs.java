package dev.coordinator.server.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs several checks at once, begun before they are asked for; its end is theirs. */
final class Runs {

    private static final int AT_ONCE = 2;

    private final Tlc tlc;
    private final Path folder;
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    private final Map<Check, Future<Verdict>> verdicts = new ConcurrentHashMap<>();

    Runs(Tlc tlc, Path folder) {
        this.tlc = tlc;
        this.folder = folder;
    }

    void begin(Check check) {
        verdicts.computeIfAbsent(check, this::submit);
    }

    /** Waits for it, prints what was found, and the whole story with {@code -Dmodel.stories}. */
    Verdict of(Check check) throws ExecutionException, InterruptedException {
        Verdict verdict = verdicts.computeIfAbsent(check, this::submit).get();
        System.out.println("MODEL " + check + ": "
                + verdict.violated()
                        .map(property -> property + " violated after " + verdict.steps() + " steps")
                        .orElse(verdict.complete() ? "holds" : "holds so far")
                + ", " + verdict.states() + " states");
        if (System.getProperty("model.stories") != null) {
            verdict.story().forEach(System.out::println);
        }
        return verdict;
    }

    private Future<Verdict> submit(Check check) {
        return threads.submit(() -> run(check));
    }

    private Verdict run(Check check) throws InterruptedException {
        try {
            return tlc.run(check, Files.createTempDirectory(folder, "check"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void end() throws InterruptedException {
        threads.shutdownNow();
        if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("a check goes on though it was interrupted");
        }
    }
}
