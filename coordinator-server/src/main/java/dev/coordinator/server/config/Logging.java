package dev.coordinator.server.config;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.LogManager;
import org.slf4j.LoggerFactory;

/** Makes the process log as its settings say. */
public final class Logging {

    private static final String FORMAT = "log.format";
    private static final String LEVEL = "log.level";

    private Logging() {}

    /**
     * Takes effect for every logger, those already made too. Called once, before the parts of the node start.
     *
     * <p>What libraries log through {@code java.util.logging}, as gRPC does, joins the same log.
     */
    public static void apply(LogSettings settings) {
        System.setProperty(FORMAT, settings.format().name().toLowerCase(Locale.ROOT));
        System.setProperty(LEVEL, settings.level().name().toLowerCase(Locale.ROOT));
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            reconfigure(context);
        }
        joinJavaLogging();
    }

    private static void reconfigure(LoggerContext context) {
        context.reset();
        try {
            new ContextInitializer(context).autoConfig();
        } catch (JoranException e) {
            throw new IllegalStateException("the built-in configuration of the log can't be read", e);
        }
    }

    private static void joinJavaLogging() {
        LogManager.getLogManager().reset();
        java.util.logging.Logger root = java.util.logging.Logger.getLogger("");
        root.setLevel(Level.WARNING);
        root.addHandler(new JavaLoggingHandler());
    }
}
