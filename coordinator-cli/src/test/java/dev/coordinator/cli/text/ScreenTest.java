package dev.coordinator.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sentences where they don't fit: nothing of them is lost, and no word is broken. */
final class ScreenTest {

    private static final String WHY = "instance-b is primary, epoch 2, after instance-a: expired";

    @Test
    void onATerminalASentenceGoesOnBelowItsBeginning() {
        assertThat(Screen.terminal(40, Map.of()).hanging("20:12:25  ", WHY, Paint.BAD))
                .containsExactly(
                        "20:12:25  \u001b[31minstance-b is primary, epoch\u001b[0m",
                        "          \u001b[31m2, after instance-a: expired\u001b[0m");
    }

    @Test
    void afterAWideHeadItGoesOnFurtherToTheLeft() {
        String head = "20:12:25  orders  granted  ";
        assertThat(Screen.terminal(40, Map.of()).hanging(head, 10, WHY, Paint.PLAIN))
                .containsExactly(
                        head + "instance-b is", "          primary, epoch 2, after", "          instance-a: expired");
        assertThat(Screen.NONE.hanging(head, 10, WHY, Paint.PLAIN)).containsExactly(head + WHY);
    }

    @Test
    void inAPipeItIsOneLine() {
        assertThat(Screen.NONE.hanging("20:12:25  ", WHY, Paint.BAD)).containsExactly("20:12:25  " + WHY);
        assertThat(Screen.NONE.lines(WHY)).containsExactly(WHY);
    }

    @Test
    void whatFitsIsNotTouched() {
        assertThat(Screen.terminal(80, Map.of()).lines("  two  spaces")).containsExactly("  two  spaces");
        assertThat(Screen.terminal(80, Map.of()).lines("")).containsExactly("");
    }
}
