package dev.coordinator.cli.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A process beside this one that ends one program's process group at its limits, and when this process dies.
 *
 * <p>It is a shell script, fed to it and then told through its standard input, whose end tells it of our death. It alone
 * sends signals to the group as long as it lives, so that nothing is asked to stop twice.
 */
final class Guard {

    private static final Duration TO_START = Duration.ofSeconds(5);

    private final Process process;
    private final OutputStream in;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

    private Guard(Process process) {
        this.process = process;
        this.in = process.getOutputStream();
    }

    /**
     * Has a process group watched from now on.
     *
     * @return when the guard has said so
     * @throws IOException when it doesn't
     */
    static Guard watch(long group, Path lock, Duration toStop, Limits limits) throws IOException {
        Process process = new ProcessBuilder("setsid", "bash", "-s", "--", "coordctl-guard", lock.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Guard guard = new Guard(process);
        Thread reader = new Thread(guard::read, "coordctl-guard");
        reader.setDaemon(true);
        reader.start();
        boolean watching = guard.write(script())
                && guard.tell("watch " + group + " " + StopBudget.hundredths(toStop) + " " + limits.term() + " "
                        + limits.kill())
                && guard.hear(TO_START).filter("watching"::equals).isPresent();
        if (!watching) {
            process.destroyForcibly();
            throw new IOException("the guard process does not start");
        }
        return guard;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** False: it is dead. So it is with all that follow. */
    boolean until(Limits limits) {
        return tell("until " + limits.term() + " " + limits.kill());
    }

    boolean signal(String name) {
        return tell("signal " + name);
    }

    boolean stop(String signal, long kill) {
        return tell("stop " + signal + " " + kill);
    }

    /**
     * Has it end what the program left behind, and end itself.
     *
     * @return whether it was the guard's own clock that asked the program to stop; empty: it died before it could say
     */
    Optional<Boolean> finish(Duration patience) {
        tell("done");
        Optional<String> gone = hear(patience);
        process.destroyForcibly();
        return gone.map("gone guard"::equals);
    }

    private boolean tell(String line) {
        return write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** In one piece, which a pipe takes whole. */
    private boolean write(byte[] bytes) {
        try {
            in.write(bytes);
            in.flush();
            return process.isAlive();
        } catch (IOException e) {
            return false;
        }
    }

    private Optional<String> hear(Duration patience) {
        try {
            String line = said.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.ofNullable(line).filter(heard -> !heard.isEmpty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII)) {
            lines.lines().forEach(said::add);
        } catch (IOException | UncheckedIOException e) {
            process.destroyForcibly();
        } finally {
            said.add(""); // Nothing follows.
        }
    }

    private static byte[] script() {
        try (InputStream script = Guard.class.getResourceAsStream("guard.sh")) {
            if (script == null) {
                throw new IllegalStateException("guard.sh is missing");
            }
            return script.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For when no guard is left: at once, and for good. */
    static void killWithout(long group) {
        try {
            Process kill = new ProcessBuilder(
                            List.of("bash", "-c", "kill -s KILL -- \"-$1\"", "bash", Long.toString(group)))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            kill.getOutputStream().close();
        } catch (IOException e) {
            ProcessHandle.of(group).ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
