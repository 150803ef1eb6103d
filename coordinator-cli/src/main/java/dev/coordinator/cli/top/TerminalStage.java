package dev.coordinator.cli.top;

import dev.coordinator.cli.invocation.UsageError;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Curses;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/**
 * The terminal that the process runs in.
 *
 * <p>Ctrl-C stays a signal, so that it ends the process whatever this program is doing. Suspending (Ctrl-Z) is off: a stopped
 * process could not give the terminal back.
 */
final class TerminalStage implements Stage {

    private static final long LAST_FRAME_MILLIS = 1000;
    private static final int UNKNOWN_COLUMNS = 80;
    private static final int UNKNOWN_ROWS = 24;

    private final Terminal terminal;
    private final OutputStream way;
    private final byte[] farewell;
    private final boolean colours;
    private final Attributes before;
    private final Display display;
    private final KeyReader keys;
    private final ReentrantLock drawing = new ReentrantLock();
    private volatile boolean resized = true;
    private volatile boolean closed;
    private volatile boolean closedElsewhere;
    private Canvas drawnOn = new Canvas(1, 1, false);
    private Canvas canvas = new Canvas(UNKNOWN_COLUMNS, UNKNOWN_ROWS, false);

    /**
     * Takes this terminal.
     *
     * @param way to it, past all that is of no more use when the process ends
     */
    TerminalStage(Terminal terminal, OutputStream way, boolean colours) {
        this.terminal = terminal;
        this.way = way;
        this.farewell = Stream.of(Capability.cursor_normal, Capability.keypad_local, Capability.exit_ca_mode)
                .flatMap(capability -> Optional.ofNullable(terminal.getStringCapability(capability)).stream())
                .map(Curses::tputs)
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.US_ASCII);
        this.colours = colours;
        this.before = terminal.enterRawMode();
        Attributes raw = terminal.getAttributes();
        raw.setControlChar(Attributes.ControlChar.VSUSP, 0);
        terminal.setAttributes(raw);
        terminal.handle(Terminal.Signal.WINCH, signal -> resized = true);
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.keypad_xmit);
        terminal.puts(Capability.cursor_invisible);
        terminal.flush();
        this.display = new Display(terminal, true);
        this.keys = new KeyReader(terminal.reader()::read);
    }

    /**
     * Takes the terminal of this process.
     *
     * @throws UsageError when there is none
     */
    static TerminalStage open(boolean colours) {
        try {
            return new TerminalStage(
                    TerminalBuilder.builder()
                            .system(true)
                            .systemOutput(TerminalBuilder.SystemOutput.SysOut)
                            .provider(TerminalBuilder.PROP_PROVIDER_EXEC)
                            .dumb(false)
                            .nativeSignals(false)
                            .encoding(StandardCharsets.UTF_8)
                            .build(),
                    new FileOutputStream(FileDescriptor.out),
                    colours);
        } catch (IOException | IllegalStateException e) {
            throw new UsageError(
                    "top draws on a terminal, and standard input and output are none. See 'coordctl pools',"
                            + " 'coordctl status' and 'coordctl watch'.");
        }
    }

    @Override
    public Canvas canvas() {
        if (resized && !closed) {
            resized = false;
            canvas = measured();
        }
        return canvas;
    }

    private Canvas measured() {
        try {
            Size size = terminal.getSize();
            boolean known = size.getColumns() > 0 && size.getRows() > 0;
            return new Canvas(
                    known ? size.getColumns() : UNKNOWN_COLUMNS, known ? size.getRows() : UNKNOWN_ROWS, colours);
        } catch (IllegalStateException | IOError gone) {
            return canvas; // The library closes it, too, when the process ends.
        }
    }

    @Override
    public void show(List<String> lines) {
        drawing.lock();
        try {
            if (!closed) {
                draw(lines);
            }
        } catch (IllegalStateException gone) {
            closedElsewhere = true;
        } finally {
            drawing.unlock();
        }
    }

    private void draw(List<String> lines) {
        if (!canvas.equals(drawnOn)) {
            display.resize(canvas.rows(), canvas.columns());
            display.clear(); // What a terminal leaves of the old picture differs from one to the next.
            drawnOn = canvas;
        }
        display.update(
                lines.stream()
                        .map(AttributedString::fromAnsi)
                        .map(line -> line.columnSubSequence(0, canvas.columns()))
                        .collect(Collectors.toCollection(ArrayList::new)), // The display keeps it, and changes it.
                0);
    }

    @Override
    public Optional<Key> key(Duration patience) {
        try {
            return closed || closedElsewhere ? Optional.of(Key.of(Key.Kind.HANG_UP)) : keys.next(patience);
        } catch (IOException | IOError | IllegalStateException gone) {
            return Optional.of(Key.of(Key.Kind.HANG_UP));
        }
    }

    @Override
    public void close() {
        boolean locked = locked(); // Even if a frame is stuck: the terminal goes first.
        try {
            if (closed) {
                return;
            }
            closed = true;
            way.write(farewell);
            way.flush();
            terminal.setAttributes(before);
            terminal.close();
        } catch (IllegalStateException | IOException | IOError gone) {
            // When the process ends the library closes the terminal beside this, and may be quicker. It has set the
            // attributes back then; what this has written was written past it. Of a terminal that hung up nothing is
            // left.
            closedElsewhere = true;
        } finally {
            if (locked) {
                drawing.unlock();
            }
        }
    }

    private boolean locked() {
        try {
            return drawing.tryLock(LAST_FRAME_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
