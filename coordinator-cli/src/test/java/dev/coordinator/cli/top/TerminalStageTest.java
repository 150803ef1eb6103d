package dev.coordinator.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TerminalStageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final LineDisciplineTerminal terminal =
            new LineDisciplineTerminal("test", "xterm", written, StandardCharsets.UTF_8);
    private final TerminalStage stage;

    TerminalStageTest() throws IOException {
        terminal.setSize(new Size(60, 10));
        stage = new TerminalStage(terminal, written, false);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void theTerminalIsTakenAndGivenBackAsItWas() throws IOException {
        assertThat(written.toString(StandardCharsets.UTF_8)).contains("\u001b[?1049h", "\u001b[?25l");
        assertThat(terminal.getAttributes().getLocalFlag(Attributes.LocalFlag.ECHO))
                .isFalse();
        assertThat(terminal.getAttributes().getLocalFlag(Attributes.LocalFlag.ICANON))
                .isFalse();
        assertThat(terminal.getAttributes().getLocalFlag(Attributes.LocalFlag.ISIG))
                .isTrue();
        assertThat(terminal.getAttributes().getControlChar(Attributes.ControlChar.VSUSP))
                .isZero();

        List<Attributes> set = new ArrayList<>();
        LineDisciplineTerminal watched = new LineDisciplineTerminal("test", "xterm", written, StandardCharsets.UTF_8) {
            @Override
            public void setAttributes(Attributes attributes) {
                set.add(attributes);
                super.setAttributes(attributes);
            }
        };
        Attributes original = watched.getAttributes();
        TerminalStage another = new TerminalStage(watched, written, false);
        written.reset();
        another.close();
        another.close();

        assertThat(written.toString(StandardCharsets.UTF_8))
                .containsOnlyOnce("\u001b[?1049l")
                .contains("\u001b[?25h");
        Attributes last = set.get(set.size() - 1);
        assertThat(last.getLocalFlags()).isEqualTo(original.getLocalFlags());
        assertThat(last.getControlChars()).isEqualTo(original.getControlChars());
    }

    @Test
    void whenTheLibraryClosesItFirstTheScreenIsGivenBackAllTheSame() throws IOException {
        stage.canvas();
        terminal.close();
        written.reset();

        stage.show(List.of("late"));
        assertThat(stage.key(PATIENCE)).contains(Key.of(Key.Kind.HANG_UP));
        stage.close();

        assertThat(written.toString(StandardCharsets.UTF_8)).containsOnlyOnce("\u001b[?1049l");
    }

    @Test
    void nothingIsDrawnOnATerminalThatWasGivenBack() {
        stage.close();
        int length = written.size();

        stage.show(List.of("late"));

        assertThat(written.size()).isEqualTo(length);
    }

    @Test
    void linesAreDrawnAndOnlyWhatChangedIsDrawnAgain() {
        stage.canvas();
        stage.show(List.of("one", "two"));
        int length = written.size();
        stage.show(List.of("one", "two"));
        assertThat(written.size()).isEqualTo(length);

        stage.show(List.of("one", "other"));

        assertThat(written.toString(StandardCharsets.UTF_8).substring(length))
                .contains("ther")
                .doesNotContain("one");
    }

    @Test
    void aWideCharacterIsNotDrawnOverTheEdge() {
        stage.canvas();
        stage.show(List.of("\u6f22".repeat(60)));

        assertThat(written.toString(StandardCharsets.UTF_8).chars().filter(point -> point == '\u6f22'))
                .hasSize(30);
    }

    @Test
    void aNewSizeIsSeenWhenTheTerminalTellsOfIt() {
        assertThat(stage.canvas()).isEqualTo(new Canvas(60, 10, false));
        terminal.setSize(new Size(40, 20));

        terminal.raise(Terminal.Signal.WINCH);

        assertThat(stage.canvas()).isEqualTo(new Canvas(40, 20, false));
    }

    @Test
    void keysAreRead() throws IOException {
        terminal.processInputBytes("s\u001b[B".getBytes(StandardCharsets.UTF_8));

        assertThat(stage.key(PATIENCE)).contains(Key.text("s"));
        assertThat(stage.key(PATIENCE)).contains(Key.of(Key.Kind.DOWN));
        assertThat(stage.key(Duration.ofMillis(1))).isEqualTo(Optional.empty());
    }
}
