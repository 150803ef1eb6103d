package dev.coordinator.server.config;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.LogManager;
import org.slf4j.LoggerFactory;

/** Makes the process log as its settings say. */
public final class Logging {

    private static final String FORMAT = "log.format";
    private static final String LEVEL = "log.level";

    private static final String AUDIT_FILE = "log.audit_file";
    private static final String AUDIT = "log.audit";
    private static final FileAttribute<?> OWNER_AND_GROUP =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"));

    private Logging() {}

    /**
     * Takes effect for every logger, those already made too. Called once, before the parts of the node start.
     *
     * <p>What libraries log through {@code java.util.logging}, as gRPC does, joins the same log.
     */
    public static void apply(LogSettings settings) {
        System.setProperty(FORMAT, settings.format().name().toLowerCase(Locale.ROOT));
        System.setProperty(LEVEL, settings.level().name().toLowerCase(Locale.ROOT));
        System.clearProperty(AUDIT);
        settings.auditFile().ifPresent(file -> {
            makeReadableForFew(file);
            System.setProperty(AUDIT_FILE, file.toString());
            System.setProperty(AUDIT, settings.format().name().toLowerCase(Locale.ROOT));
        });
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            reconfigure(context);
        }
        joinJavaLogging();
    }

    /** One that is there keeps its permissions. Whether it can be written to is found out, and said, by who opens it. */
    private static void makeReadableForFew(Path file) {
        try {
            Files.createFile(file, OWNER_AND_GROUP);
        } catch (IOException | UnsupportedOperationException e) {
            return;
        }
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
