package dev.coordinator.cli.top;

/**
 * What the person chose to see. It changes by keys only.
 *
 * @param help the keys are shown, over whatever is open
 * @param opened the pool that is open; empty: the list is shown
 * @param scroll how many lines of the open pool are above the screen
 * @param selected the pool that Enter opens; empty: the first of the list, whichever that is
 * @param filter a part of the names wanted, or of their primaries'; empty: all
 * @param typing the filter is being typed
 * @param over the person is done
 */
record View(
        boolean help,
        String opened,
        int scroll,
        String selected,
        String filter,
        boolean typing,
        Order order,
        boolean reversed,
        boolean over) {

    static View first(Order order) {
        return new View(false, "", 0, "", "", false, order, false, false);
    }

    View withHelp(boolean shown) {
        return new View(shown, opened, scroll, selected, filter, typing, order, reversed, over);
    }

    View opening(String pool) {
        return new View(help, pool, 0, pool, filter, typing, order, reversed, over);
    }

    View closing() {
        return new View(help, "", 0, selected, filter, typing, order, reversed, over);
    }

    View scrolledTo(int line) {
        return new View(help, opened, Math.max(0, line), selected, filter, typing, order, reversed, over);
    }

    View selecting(String pool) {
        return new View(help, opened, scroll, pool, filter, typing, order, reversed, over);
    }

    View filtering(String text, boolean goesOn) {
        return new View(help, opened, scroll, "", text, goesOn, order, reversed, over);
    }

    View sorted(Order by, boolean backwards) {
        return new View(help, opened, scroll, "", filter, typing, by, backwards, over);
    }

    View ended() {
        return new View(help, opened, scroll, selected, filter, typing, order, reversed, true);
    }
}
