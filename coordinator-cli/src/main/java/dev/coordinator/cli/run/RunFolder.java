package dev.coordinator.cli.run;

import dev.coordinator.cli.invocation.ExitStatus;
import dev.coordinator.client.Incarnation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Where one instance remembers its runs on this host: three files whose names begin with the instance's, in a folder of the
 * pool.
 *
 * <p>{@code .lock} is locked by the one {@code coordctl run} of the instance. {@code .program} is locked, shared, by every
 * guard and every program, as long as they live. {@code .state} is replaced as a whole. So a run is certified as dead only by
 * one that has the first lock and has seen the second free.
 */
final class RunFolder implements AutoCloseable {

    private final Path state;
    private final Path programLock;
    private final FileChannel lockChannel;
    private final Consumer<String> teller;
    private RunMemory memory;

    private RunFolder(
            Path state, Path programLock, FileChannel lockChannel, RunMemory memory, Consumer<String> teller) {
        this.state = state;
        this.programLock = programLock;
        this.lockChannel = lockChannel;
        this.memory = memory;
        this.teller = teller;
    }

    /**
     * Locks and reads it, making it if there is none.
     *
     * @throws RunRefused when another run has it, or it holds what is not ours, or can't be written
     */
    static RunFolder open(Path root, String pool, String instance, String host, Consumer<String> teller) {
        Path folder = root.resolve(fileName(pool) + ".d");
        Path state = folder.resolve(fileName(instance) + ".state");
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            FileChannel channel = lock(folder.resolve(fileName(instance) + ".lock"), pool, instance);
            try {
                Path program = folder.resolve(fileName(instance) + ".program");
                if (!Files.exists(program)) {
                    Files.createFile(program);
                }
                RunMemory nothing = new RunMemory(pool, instance, host, List.of());
                RunMemory memory = read(state, nothing, teller);
                return new RunFolder(state, program, channel, memory, teller);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new RunRefused(ExitStatus.FAILED, "Can't use the state folder " + folder + ": " + e);
        }
    }

    Path programLock() {
        return programLock;
    }

    /** Waits until no program of an earlier run is alive: its guard may still be stopping it. */
    void awaitEndOfEarlierPrograms(Duration patience) {
        try {
            if (isFree(Duration.ZERO)) {
                return;
            }
            teller.accept("An earlier run's program is still being stopped; waiting for it.");
            if (isFree(patience)) {
                return;
            }
        } catch (IOException e) {
            throw new RunRefused(ExitStatus.FAILED, "Can't lock " + programLock + ": " + e);
        }
        throw new RunRefused(
                ExitStatus.PRECONDITION,
                "A program of an earlier run of " + memory.instance() + " of " + memory.pool()
                        + " is still alive on this host: it holds " + programLock + " open ('fuser " + programLock
                        + "' names it). End it first: two must not run at once.");
    }

    /** Writes a new run down, and only then gives it. Those before it are named as dead, the first and the latest of them. */
    Incarnation enter() {
        Incarnation run = Incarnation.random();
        List<Long> dead = memory.runs();
        if (dead.size() > Incarnation.MOST_SUPERSEDED) {
            List<Long> fewer = new ArrayList<>(dead.subList(0, 1));
            fewer.addAll(dead.subList(dead.size() - Incarnation.MOST_SUPERSEDED + 1, dead.size()));
            dead = fewer;
        }
        List<Long> all = new ArrayList<>(dead);
        all.add(run.number());
        remember(all);
        return run.superseding(dead);
    }

    /** The coordinator knows of this run: those before it need not be named again. */
    void seated(Incarnation run) {
        remember(List.of(run.number()));
    }

    private void remember(List<Long> runs) {
        RunMemory next = memory.with(runs);
        try {
            replace(state, next.text());
        } catch (IOException e) {
            throw new RunRefused(ExitStatus.FAILED, "Can't write " + state + ": " + e);
        }
        memory = next;
    }

    private boolean isFree(Duration patience) throws IOException {
        String seconds = Long.toString(Math.max(0, patience.toSeconds()));
        Process flock = new ProcessBuilder("flock", "-x", "-w", seconds, programLock.toString(), "true")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return flock.waitFor(patience.toSeconds() + 5, TimeUnit.SECONDS) && flock.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            flock.destroyForcibly();
        }
    }

    private static FileChannel lock(Path path, String pool, String instance) throws IOException {
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Optional<FileLock> lock;
        try {
            lock = Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            lock = Optional.empty();
        }
        if (lock.isEmpty()) {
            String owner = Files.readString(path).strip();
            channel.close();
            throw new RunRefused(
                    ExitStatus.PRECONDITION,
                    "Another 'coordctl run' of " + instance + " of " + pool + " is running on this host"
                            + (owner.isEmpty() ? "" : " (process " + owner + ")") + ": it holds " + path + ".");
        }
        channel.truncate(0);
        channel.write(StandardCharsets.UTF_8.encode(ProcessHandle.current().pid() + "\n"));
        return channel;
    }

    private static RunMemory read(Path state, RunMemory nothing, Consumer<String> teller) throws IOException {
        if (!Files.exists(state)) {
            return nothing;
        }
        String text = new String(Files.readAllBytes(state), StandardCharsets.UTF_8);
        RunMemory.Reading reading = RunMemory.read(text, nothing.pool(), nothing.instance());
        if (reading instanceof RunMemory.Reading.Foreign foreign) {
            throw new RunRefused(
                    ExitStatus.FAILED,
                    state + " is not this instance's: " + foreign.why()
                            + ". It is left alone; move it away, or name another --state-dir.");
        }
        if (reading instanceof RunMemory.Reading.Sound sound) {
            if (sound.memory().host().equals(nothing.host())) {
                return sound.memory();
            }
            teller.accept(
                    state + " was written on another host (" + sound.memory().host()
                            + "), so it says nothing of this one: a lease of an earlier run has to end by itself.");
            return nothing;
        }
        teller.accept(
                state + " is torn, so it isn't known which runs came before: a lease of an earlier run has to end by"
                        + " itself.");
        return nothing;
    }

    /** Whole or not at all, whenever the machine dies. */
    private static void replace(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(file.resolveSibling("."), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /** A slash is in no file's name and a plus in no pool's or instance's. */
    private static String fileName(String name) {
        return name.replace('/', '+');
    }

    /** Lets another run in. */
    @Override
    public void close() {
        try {
            lockChannel.close();
        } catch (IOException e) {
            throw new RunRefused(ExitStatus.FAILED, "Can't close the lock of " + state + ": " + e);
        }
    }
}
