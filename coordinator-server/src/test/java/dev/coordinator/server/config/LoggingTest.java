package dev.coordinator.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a line of the log looks like; in contexts of their own, so that no other test's log changes. */
final class LoggingTest {

    private static final String LOGGER = "dev.coordinator.server.lease.Pools";

    @Test
    void textIsOneLineWithTimeLevelAndShortLogger() throws Exception {
        assertThat(line(LogFormat.TEXT, "granted pool=p epoch=3", null))
                .isEqualTo("2026-01-02T03:04:05.006Z INFO  Pools granted pool=p epoch=3\n");
    }

    @Test
    void textKeepsForgedLinesAndStackTracesOnOneLine() throws Exception {
        assertThat(line(LogFormat.TEXT, "a\r\nINFO b", new IllegalStateException("c\nd")))
                .startsWith("2026-01-02T03:04:05.006Z INFO  Pools a | INFO b java.lang.IllegalStateException: c | d |")
                .doesNotEndWith(" | \n")
                .containsOnlyOnce("\n");
    }

    @Test
    void jsonIsOneObjectOnOneLine() throws Exception {
        assertThat(line(LogFormat.JSON, "a\nb", null))
                .startsWith("{\"timestamp\":1767323045006,\"level\":\"INFO\",")
                .contains("\"loggerName\":\"" + LOGGER + "\"", "\"formattedMessage\":\"a\\nb\"")
                .containsOnlyOnce("\n");
    }

    @Test
    void levelIsOursAndLibrariesStayAtWarn() throws Exception {
        LoggerContext context = context(LogFormat.TEXT, LogLevel.DEBUG);

        assertThat(context.getLogger(LOGGER).isDebugEnabled()).isTrue();
        assertThat(context.getLogger("com.alipay.sofa.jraft").isInfoEnabled()).isFalse();
        assertThat(context.getLogger("io.grpc.netty").isInfoEnabled()).isFalse();
        assertThat(context.getLogger("io.netty.channel").isWarnEnabled()).isTrue();
    }

    @Test
    void auditTrailHasItsOwnFileIfOneIsNamed(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("audit.log");
        LoggerContext context =
                context(LogFormat.TEXT, LogLevel.WARN, Map.of("log.audit", "text", "log.audit_file", file.toString()));

        context.getLogger("dev.coordinator.audit").info("event=operation principal=ops");
        boolean isAmongOthers = context.getLogger("dev.coordinator.audit").isAdditive();
        context.stop();

        assertThat(Files.readString(file)).endsWith("Z INFO  audit event=operation principal=ops\n");
        assertThat(isAmongOthers).isFalse();
    }

    @Test
    void auditTrailIsAmongTheOtherLinesElseWhateverTheirLevel() throws Exception {
        LoggerContext context = context(LogFormat.JSON, LogLevel.WARN);

        assertThat(context.getLogger("dev.coordinator.audit").isInfoEnabled()).isTrue();
        assertThat(context.getLogger("dev.coordinator.audit").isAdditive()).isTrue();
        assertThat(context.getLogger("dev.coordinator.server").isInfoEnabled()).isFalse();
    }

    private static String line(LogFormat format, String message, @Nullable Throwable thrown) throws Exception {
        LoggerContext context = context(format, LogLevel.INFO);
        LoggingEvent event = new LoggingEvent(
                LOGGER, context.getLogger(LOGGER), ch.qos.logback.classic.Level.INFO, message, thrown, null);
        event.setInstant(Instant.parse("2026-01-02T03:04:05.006Z"));
        ConsoleAppender<ILoggingEvent> appender =
                (ConsoleAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("log");
        return new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
    }

    private static LoggerContext context(LogFormat format, LogLevel level) throws Exception {
        return context(format, level, Map.of());
    }

    private static LoggerContext context(LogFormat format, LogLevel level, Map<String, String> more) throws Exception {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.putProperty("log.format", format.name().toLowerCase(Locale.ROOT));
        context.putProperty("log.level", level.name().toLowerCase(Locale.ROOT));
        more.forEach(context::putProperty);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Objects.requireNonNull(LoggingTest.class.getResource("/logback.xml")));
        return context;
    }
}
