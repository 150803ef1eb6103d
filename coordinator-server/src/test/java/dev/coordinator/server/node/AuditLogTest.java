package dev.coordinator.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.coordinator.server.api.Audit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shape of the lines of the audit trail. */
final class AuditLogTest {

    @TempDir
    Path folder;

    @Test
    void linesAreThoseOfTheDocumentation() throws IOException {
        String documented = Files.readString(Path.of("..", "docs", "security.md"));

        assertThat(documented)
                .contains("event=operation" + AuditLog.line(operation("maintenance of \"db1\"")))
                .contains("event=denied"
                        + AuditLog.line(new Audit.Entry(
                                Audit.Kind.DENIED,
                                "orders-1",
                                "jwt",
                                "10.0.0.7",
                                "grpc",
                                "Session",
                                "check_in",
                                "orders",
                                "orders-2",
                                "",
                                "PERMISSION_DENIED",
                                "orders-1 may not check_in as \"orders-2\" in pool \"orders\"")))
                .contains("event=unauthenticated"
                        + AuditLog.line(new Audit.Entry(
                                Audit.Kind.UNAUTHENTICATED,
                                "-",
                                "-",
                                "10.0.0.9",
                                "http",
                                "GetPool",
                                "-",
                                "",
                                "",
                                "",
                                "BAD_CREDENTIAL",
                                "the token is not known here, or not any more")));
    }

    private static Audit.Entry operation(String comment) {
        return new Audit.Entry(
                Audit.Kind.OPERATION,
                "ops",
                "token",
                "10.0.0.5",
                "grpc",
                "SwitchOver",
                "operate",
                "orders",
                "",
                "pool: \"orders\" to: \"orders-2\" comment: \"" + comment.replace("\"", "\\\"") + "\"",
                "OK",
                "");
    }

    @Test
    void nothingThatSomebodyWroteMakesALineOrAKey() {
        String line = AuditLog.line(operation("x\n event=operation principal=root\u2028 \\"));

        assertThat(line).doesNotContain("\n").doesNotContain("\u2028");
        assertThat(line.indexOf(" request=\"")).isPositive();
        assertThat(line).endsWith("\\\\\\\"\"");
    }

    @Test
    void fileThatCannotBeWrittenToIsRefusedAtTheStart() {
        Path file = folder.resolve("missing").resolve("audit.log");

        assertThatIOException()
                .isThrownBy(() -> AuditLog.open(Optional.of(file), Runnable::run, () -> {}))
                .withMessageContaining("log.audit_file: ")
                .withMessageContaining("can't be written to");
    }

    @Test
    void lineThatCannotBeTakenIsCounted() throws IOException {
        List<String> lost = new ArrayList<>();
        AuditLog log = AuditLog.open(
                Optional.empty(),
                task -> {
                    throw new RejectedExecutionException();
                },
                () -> lost.add("one"));

        log.record(operation(""));

        assertThat(lost).containsExactly("one");
    }
}
