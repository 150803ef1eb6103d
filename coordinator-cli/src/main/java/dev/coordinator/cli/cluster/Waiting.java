package dev.coordinator.cli.cluster;

import dev.coordinator.cli.connection.NoAnswer;
import dev.coordinator.cli.invocation.ExitStatus;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.cli.text.Printable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Looks at the cluster again and again until something is done there, and says how far it is whenever that changes. */
final class Waiting {

    private static final long BETWEEN_LOOKS_MILLIS = 300;

    private final Invocation invocation;
    private final Operator operator;
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private String told = "";
    private Optional<Census> last = Optional.empty();
    private boolean done;

    Waiting(Invocation invocation, Operator operator) {
        this.invocation = invocation;
        this.operator = operator;
    }

    /**
     * Where something stands.
     *
     * @param isDone whether that was the end of it
     */
    record Stage(boolean isDone, String sentence) {
        static Stage done(String sentence) {
            return new Stage(true, sentence);
        }

        static Stage stillAt(String sentence) {
            return new Stage(false, sentence);
        }
    }

    /** As {@link #until}, but it is not OK to be interrupted: more was to follow. */
    ExitStatus through(Duration atMost, Function<Census, Stage> look) {
        ExitStatus end = until(atMost, look);
        return end == ExitStatus.OK && interrupted.getCount() == 0 ? ExitStatus.FAILED : end;
    }

    /** OK when it is done; otherwise it goes on without this. */
    ExitStatus until(Duration atMost, Function<Census, Stage> look) {
        return until(atMost, look, "It is not done yet, and goes on without this: see 'coordctl cluster status'.");
    }

    /**
     * OK when it is done.
     *
     * @param otherwise said when it isn't in time
     */
    ExitStatus until(Duration atMost, Function<Census, Stage> look, String otherwise) {
        invocation.interrupts().onInterrupt(interrupted::countDown);
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            Stage stage = look(look);
            tell(stage.sentence());
            done = stage.isDone();
            if (done) {
                return ExitStatus.OK;
            }
            if (System.nanoTime() - end >= 0) {
                invocation.complain(otherwise);
                return ExitStatus.FAILED;
            }
            if (interruptedWhileWaiting()) {
                invocation.note("coordctl: It goes on without this: see 'coordctl cluster status'.");
                return ExitStatus.OK;
            }
        }
    }

    /** What was seen last. */
    Optional<Census> last() {
        return last;
    }

    /** Whether it was seen to be done. */
    boolean isDone() {
        return done;
    }

    private Stage look(Function<Census, Stage> look) {
        try {
            Census census = operator.look();
            last = Optional.of(census);
            return look.apply(census);
        } catch (NoAnswer silence) {
            return Stage.stillAt("no node answers");
        }
    }

    private void tell(String sentence) {
        if (!sentence.equals(told) && !sentence.isEmpty()) {
            told = sentence;
            if (invocation.json()) {
                invocation.note(Printable.of(sentence));
            } else {
                invocation.sayInWords(sentence);
            }
        }
    }

    private boolean interruptedWhileWaiting() {
        try {
            return interrupted.await(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
