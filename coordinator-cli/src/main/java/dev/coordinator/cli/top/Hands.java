package dev.coordinator.cli.top;

import java.util.List;

/** What keys do. */
final class Hands {

    private static final int LONGEST_FILTER = 100;

    private Hands() {}

    /**
     * @param names of the pools as they are listed, in that order
     * @param page how many lines the screen moves by a page
     * @param lines how many lines the open pool has
     */
    static View press(View view, Key key, List<String> names, int page, int lines) {
        if (key.kind() == Key.Kind.HANG_UP) {
            return view.ended();
        }
        if (view.help()) {
            return isText(key, "q") ? view.ended() : view.withHelp(false);
        }
        if (view.typing()) {
            return typed(view, key);
        }
        return view.opened().isEmpty() ? inList(view, key, names, page) : inPool(view, key, page, lines);
    }

    private static View typed(View view, Key key) {
        String filter = view.filter();
        return switch (key.kind()) {
            case ENTER -> view.filtering(filter, false);
            case ESCAPE -> view.filtering("", false);
            case BACKSPACE ->
                view.filtering(
                        filter.isEmpty() ? "" : filter.substring(0, filter.offsetByCodePoints(filter.length(), -1)),
                        true);
            case TEXT -> filter.length() < LONGEST_FILTER ? view.filtering(filter + key.text(), true) : view;
            default -> view;
        };
    }

    private static View inList(View view, Key key, List<String> names, int page) {
        int at = Math.max(0, names.indexOf(view.selected()));
        return switch (key.kind()) {
            case UP -> select(view, names, at - 1);
            case DOWN -> select(view, names, at + 1);
            case PAGE_UP -> select(view, names, at - page);
            case PAGE_DOWN -> select(view, names, at + page);
            case HOME -> view.selecting("");
            case END -> select(view, names, names.size() - 1);
            case ENTER -> names.isEmpty() ? view : view.opening(names.get(at));
            case ESCAPE -> view.filter().isEmpty() ? view : view.filtering("", false);
            case BACKSPACE, HANG_UP -> view;
            case TEXT -> command(view, key);
        };
    }

    /** The first stays the first, whichever it is by then. */
    private static View select(View view, List<String> names, int at) {
        return at <= 0 || names.isEmpty()
                ? view.selecting("")
                : view.selecting(names.get(Math.min(at, names.size() - 1)));
    }

    private static View command(View view, Key key) {
        return switch (key.text()) {
            case "q" -> view.ended();
            case "?", "h" -> view.withHelp(true);
            case "/" -> view.filtering(view.filter(), true);
            case "s" -> view.sorted(view.order().next(), false);
            case "r" -> view.sorted(view.order(), !view.reversed());
            default -> view;
        };
    }

    private static View inPool(View view, Key key, int page, int lines) {
        int last = Math.max(0, lines - page);
        int at = Math.min(view.scroll(), last);
        return switch (key.kind()) {
            case UP -> view.scrolledTo(at - 1);
            case DOWN -> view.scrolledTo(Math.min(last, at + 1));
            case PAGE_UP -> view.scrolledTo(at - page);
            case PAGE_DOWN -> view.scrolledTo(Math.min(last, at + page));
            case HOME -> view.scrolledTo(0);
            case END -> view.scrolledTo(last);
            case ESCAPE, BACKSPACE, ENTER -> view.closing();
            case TEXT ->
                switch (key.text()) {
                    case "q" -> view.closing();
                    case "?", "h" -> view.withHelp(true);
                    default -> view;
                };
            case HANG_UP -> view;
        };
    }

    private static boolean isText(Key key, String text) {
        return key.kind() == Key.Kind.TEXT && key.text().equals(text);
    }
}
