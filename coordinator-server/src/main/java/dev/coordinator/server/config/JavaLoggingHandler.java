package dev.coordinator.server.config;

import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Passes what is logged through {@code java.util.logging} on to the node's log. */
final class JavaLoggingHandler extends Handler {

    private final Formatter formatter = new SimpleFormatter();

    @Override
    public void publish(@Nullable LogRecord event) {
        if (event == null || !isLoggable(event)) {
            return;
        }
        String name = event.getLoggerName();
        LoggerFactory.getLogger(name == null ? "java.util.logging" : name)
                .atLevel(level(event.getLevel()))
                .setCause(event.getThrown())
                .log(formatter.formatMessage(event));
    }

    /** Nothing is held back. */
    @Override
    public void flush() {}

    /** Nothing is held open. */
    @Override
    public void close() {}

    private static org.slf4j.event.Level level(Level level) {
        int value = level.intValue();
        if (value >= Level.SEVERE.intValue()) {
            return org.slf4j.event.Level.ERROR;
        }
        if (value >= Level.WARNING.intValue()) {
            return org.slf4j.event.Level.WARN;
        }
        return value >= Level.INFO.intValue() ? org.slf4j.event.Level.INFO : org.slf4j.event.Level.DEBUG;
    }
}
