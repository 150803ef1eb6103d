package dev.coordinator.server.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Every file of the console, as they are in the jar. */
public final class ConsoleFiles {

    /** Its name. */
    public static final String PAGE = "index.html";

    /** What it loads, each by its name alone. */
    static final List<String> LOADED = List.of(
            "actions.js",
            "aged.js",
            "announce.js",
            "api.js",
            "change-text.js",
            "cluster-feed.js",
            "cluster-view.js",
            "cluster-warnings.js",
            "console.css",
            "dialog.js",
            "dom.js",
            "durations.js",
            "effects.js",
            "events.js",
            "explain-text.js",
            "icon.svg",
            "instance-text.js",
            "instances-view.js",
            "keys.js",
            "list-view.js",
            "main.js",
            "outlook.js",
            "patience.js",
            "pool-feed.js",
            "pool-text.js",
            "pool-view.js",
            "pools-feed.js",
            "preferences.js",
            "route.js",
            "session.js",
            "sign-in.js",
            "source.js",
            "timeline.js",
            "trouble.js",
            "virtual-rows.js",
            "words.js");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    /** In the page, where it says whether actions are offered. */
    private static final String ACTIONS = "data-actions=\"off\"";

    private ConsoleFiles() {}

    /**
     * The page that loads the others.
     *
     * @param actions whether it offers what an operator does, and not only what is to be seen
     */
    public static ConsoleFile page(boolean actions) {
        ConsoleFile page = read(PAGE);
        if (!page.text().contains(ACTIONS)) {
            throw new IllegalStateException("the console's page doesn't say " + ACTIONS);
        }
        return actions
                ? new ConsoleFile(page.name(), page.type(), page.text().replace(ACTIONS, "data-actions=\"on\""))
                : page;
    }

    /** What the page loads. */
    public static List<ConsoleFile> loaded() {
        return LOADED.stream().map(ConsoleFiles::read).toList();
    }

    private static ConsoleFile read(String name) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        try (InputStream in = ConsoleFiles.class.getResourceAsStream(name)) {
            if (in == null || type == null) {
                throw new IllegalStateException(
                        "the console's file " + name + " is not in the jar, or of no known type");
            }
            return new ConsoleFile(name, type, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
