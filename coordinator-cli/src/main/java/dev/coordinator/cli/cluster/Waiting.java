package dev.coordinator.cli.cluster;

import dev.coordinator.cli.connection.NoAnswer;
import dev.coordinator.cli.invocation.ExitStatus;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.cli.invocation.Stop;
import dev.coordinator.cli.text.Printable;
import io.grpc.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Looks at the cluster again and again until something is done there, and says how far it is whenever that changes. */
final class Waiting {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

    private final Invocation invocation;
    private final Operator operator;
    private final Stop stop = new Stop();
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

    /** OK when it is done, or the person has had enough: {@link #isDone()} tells which; otherwise it goes on without this. */
    ExitStatus until(Duration atMost, Function<Census, Stage> look) {
        return until(atMost, look, "It is not done yet, and goes on without this: see 'coordctl cluster status'.");
    }

    /**
     * OK when it is done.
     *
     * @param otherwise said when it isn't in time
     */
    ExitStatus until(Duration atMost, Function<Census, Stage> look, String otherwise) {
        invocation.onInterrupt(stop::request);
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            Stage stage = look(look);
            done = stage.isDone();
            if (!done && stop.isRequested()) {
                invocation.note("coordctl: It goes on without this: see 'coordctl cluster status'.");
                return ExitStatus.OK;
            }
            tell(stage.sentence());
            if (done) {
                return ExitStatus.OK;
            }
            if (System.nanoTime() - end >= 0) {
                invocation.complain(otherwise);
                return ExitStatus.FAILED;
            }
            stop.pause(BETWEEN_LOOKS);
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
        Context outer = stop.context().attach();
        try {
            Census census = operator.look();
            Stage stage = look.apply(census);
            if (stage.isDone() || !stop.isRequested()) { // Else it was broken off, and isn't whole.
                last = Optional.of(census);
            }
            return stage;
        } catch (NoAnswer silence) {
            return Stage.stillAt("no node answers");
        } finally {
            stop.context().detach(outer);
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
}
