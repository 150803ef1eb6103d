package dev.coordinator.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HandsTest {

    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");

    private View view = View.first(Order.TROUBLE);

    @Test
    void theSelectionStaysInTheListAndTheFirstStaysTheFirst() {
        press(Key.Kind.DOWN);
        assertThat(view.selected()).isEqualTo("b");
        press(Key.Kind.PAGE_DOWN);
        assertThat(view.selected()).isEqualTo("e");
        press(Key.Kind.DOWN);
        assertThat(view.selected()).isEqualTo("e");
        press(Key.Kind.PAGE_UP);
        assertThat(view.selected()).isEqualTo("b");
        press(Key.Kind.UP);
        assertThat(view.selected()).isEmpty();
        press(Key.Kind.END);
        assertThat(view.selected()).isEqualTo("e");
        press(Key.Kind.HOME);
        assertThat(view.selected()).isEmpty();
    }

    @Test
    void enterOpensTheSelectedPoolAndEscapeLeadsBackToIt() {
        press(Key.Kind.ENTER);
        assertThat(view.opened()).isEqualTo("a");
        press(Key.Kind.ESCAPE);
        press(Key.Kind.DOWN);
        press(Key.Kind.DOWN);
        press(Key.Kind.ENTER);
        assertThat(view.opened()).isEqualTo("c");
        type("q");
        assertThat(view.opened()).isEmpty();
        assertThat(view.selected()).isEqualTo("c");
        assertThat(view.over()).isFalse();
    }

    @Test
    void anOpenPoolIsScrolledWithinItsLines() {
        press(Key.Kind.ENTER);
        press(Key.Kind.END);
        assertThat(view.scroll()).isEqualTo(7);
        press(Key.Kind.DOWN);
        assertThat(view.scroll()).isEqualTo(7);
        press(Key.Kind.PAGE_UP);
        assertThat(view.scroll()).isEqualTo(4);
        press(Key.Kind.HOME);
        press(Key.Kind.UP);
        assertThat(view.scroll()).isZero();
    }

    @Test
    void aFilterIsTypedKeptAndDropped() {
        type("/");
        type("q");
        type("x");
        press(Key.Kind.BACKSPACE);
        assertThat(view.filter()).isEqualTo("q");
        assertThat(view.typing()).isTrue();
        press(Key.Kind.ENTER);
        assertThat(view.typing()).isFalse();
        assertThat(view.filter()).isEqualTo("q");
        press(Key.Kind.ESCAPE);
        assertThat(view.filter()).isEmpty();
        type("/");
        type("z");
        press(Key.Kind.ESCAPE);
        assertThat(view.filter()).isEmpty();
        assertThat(view.typing()).isFalse();
    }

    @Test
    void theOrderGoesRoundAndIsReversed() {
        for (Order order : List.of(Order.NAME, Order.LEASE, Order.CHANGE, Order.TROUBLE)) {
            type("r");
            type("s");
            assertThat(view.order()).isEqualTo(order);
            assertThat(view.reversed()).isFalse();
        }
        type("r");
        assertThat(view.reversed()).isTrue();
    }

    @Test
    void helpIsShownOverWhateverIsOpen() {
        press(Key.Kind.ENTER);
        type("?");
        assertThat(view.help()).isTrue();
        press(Key.Kind.DOWN);
        assertThat(view.help()).isFalse();
        assertThat(view.opened()).isEqualTo("a");
    }

    @Test
    void quittingEndsItAndSoDoesATerminalThatIsGone() {
        press(Key.Kind.HANG_UP);
        assertThat(view.over()).isTrue();
        view = View.first(Order.NAME);
        type("q");
        assertThat(view.over()).isTrue();
    }

    @Test
    void anEmptyListHasNothingToOpen() {
        view = Hands.press(view, Key.of(Key.Kind.ENTER), List.of(), 3, 0);
        view = Hands.press(view, Key.of(Key.Kind.END), List.of(), 3, 0);
        assertThat(view).isEqualTo(View.first(Order.TROUBLE));
    }

    private void press(Key.Kind kind) {
        view = Hands.press(view, Key.of(kind), NAMES, 3, 10);
    }

    private void type(String character) {
        view = Hands.press(view, Key.text(character), NAMES, 3, 10);
    }
}
