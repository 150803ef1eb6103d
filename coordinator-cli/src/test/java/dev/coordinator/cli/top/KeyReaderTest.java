package dev.coordinator.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyReaderTest {

    private final Deque<Integer> sent = new ArrayDeque<>();
    private final KeyReader keys =
            new KeyReader(millis -> Optional.ofNullable(sent.poll()).orElse(KeyReader.Characters.NONE));

    @Test
    void sequencesAreKeys() throws IOException {
        assertKey("\u001b[A", Key.of(Key.Kind.UP));
        assertKey("\u001bOB", Key.of(Key.Kind.DOWN));
        assertKey("\u001b[5~", Key.of(Key.Kind.PAGE_UP));
        assertKey("\u001b[6~", Key.of(Key.Kind.PAGE_DOWN));
        assertKey("\u001b[1~", Key.of(Key.Kind.HOME));
        assertKey("\u001bOF", Key.of(Key.Kind.END));
        assertKey("\r", Key.of(Key.Kind.ENTER));
        assertKey("\u007f", Key.of(Key.Kind.BACKSPACE));
        assertKey("s", Key.text("s"));
        assertKey("\ud83d\ude00", Key.text("\ud83d\ude00"));
    }

    @Test
    void escapeIsAKeyWhenNothingFollowsAtOnce() throws IOException {
        assertKey("\u001b", Key.of(Key.Kind.ESCAPE));
    }

    @Test
    void whatMeansNothingIsPassedOverToItsEnd() throws IOException {
        send("\u001b[1;5Cx");
        assertThat(keys.next(Duration.ZERO)).isEmpty();
        assertThat(keys.next(Duration.ZERO)).contains(Key.text("x"));
        send("\u0001");
        assertThat(keys.next(Duration.ZERO)).isEmpty();
        send("\u001b[" + "9".repeat(40));
        assertThat(keys.next(Duration.ZERO)).isEmpty();
    }

    @Test
    void aTerminalThatIsGoneIsToldFromOneThatIsSilent() throws IOException {
        assertThat(keys.next(Duration.ZERO)).isEmpty();
        sent.add(KeyReader.Characters.GONE);
        assertThat(keys.next(Duration.ZERO)).contains(Key.of(Key.Kind.HANG_UP));
    }

    private void assertKey(String text, Key key) throws IOException {
        send(text);
        assertThat(keys.next(Duration.ZERO)).contains(key);
        assertThat(sent).isEmpty();
    }

    private void send(String text) {
        text.chars().forEach(sent::add);
    }
}
