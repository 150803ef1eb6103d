package dev.coordinator.cli.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A program in a session and process group of its own, never without a guard while it runs.
 *
 * <p>What is started is a shell that waits for a word on its standard input before it becomes the program. The word is given
 * when the guard watches; if this process dies before, the shell reads the end and ends. It holds the program lock, and so
 * does the program, by an open file.
 */
final class GuardedProcess {

    private static final String WAIT_FOR_THE_GUARD =
            "exec 9<\"$1\" && flock -s 9 && shift && IFS= read -r go && exec \"$@\" </dev/null; exit 126";

    /** In hundredths of a second; what is less is the clock's rounding. */
    private static final int WORTH_TELLING = 10;

    private static final Duration MORE_THAN_A_KILL_TAKES = Duration.ofSeconds(5);

    private final Process process;
    private final Path lock;
    private final Duration toStop;
    private Guard guard;
    private Limits limits;
    private Optional<String> stopping = Optional.empty();

    private GuardedProcess(Process process, Path lock, Duration toStop, Guard guard, Limits limits) {
        this.process = process;
        this.lock = lock;
        this.toStop = toStop;
        this.guard = guard;
        this.limits = limits;
    }

    static GuardedProcess start(Launch launch, Path lock, Duration toStop, Limits limits) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("setsid", "sh", "-c", WAIT_FOR_THE_GUARD, "coordctl-run", lock.toString()));
        command.addAll(launch.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(launch.environment());
        Process process = builder.start();
        try {
            Guard guard = Guard.watch(process.pid(), lock, toStop, limits);
            try (OutputStream in = process.getOutputStream()) {
                in.write("go\n".getBytes(StandardCharsets.US_ASCII));
            }
            return new GuardedProcess(process, lock, toStop, guard, limits);
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    Process process() {
        return process;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Sets later limits, and replaces a guard that has died. To be called again and again, until {@link #stop}. */
    void keepWithin(Limits newLimits) {
        boolean later = newLimits.kill() >= limits.kill() + WORTH_TELLING;
        limits = later ? newLimits : limits;
        boolean heard = later ? guard.until(newLimits) : guard.isAlive();
        if (!heard) {
            replaceGuard();
        }
    }

    void signal(String name) {
        if (!guard.signal(name)) {
            replaceGuard();
            guard.signal(name);
        }
    }

    /** Asks it to stop, once, by this signal; it is killed at that time, or earlier if that is said later. */
    void stop(String signal, long kill) {
        if (stopping.isPresent() && kill == limits.kill()) {
            return;
        }
        stopping = Optional.of(signal);
        limits = new Limits(Math.min(limits.term(), kill), kill);
        if (!guard.stop(signal, kill)) {
            replaceGuard();
        }
    }

    void killWithoutGuard() {
        Guard.killWithout(process.pid());
    }

    /**
     * To be called when it has ended: ends what it left behind.
     *
     * @return whether the guard's clock asked it to stop, before anyone here did
     */
    boolean finish() {
        Optional<Boolean> byClock = guard.finish(toStop.plus(MORE_THAN_A_KILL_TAKES));
        if (byClock.isEmpty()) {
            killWithoutGuard();
        }
        return byClock.orElse(false);
    }

    int status() {
        return process.exitValue();
    }

    private void replaceGuard() {
        if (!process.isAlive()) {
            return;
        }
        try {
            guard = Guard.watch(process.pid(), lock, toStop, limits);
            stopping.ifPresent(signal -> guard.stop(signal, limits.kill()));
        } catch (IOException e) {
            killWithoutGuard();
        }
    }
}
