package dev.coordinator.server.node;

import dev.coordinator.server.api.Audit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the audit trail, one line an entry. Who is served doesn't wait for it: lines that can't be taken are counted. */
final class AuditLog implements Audit {

    private static final Logger LOG = LoggerFactory.getLogger("dev.coordinator.audit");
    private static final int MOST_CHARACTERS_OF_NAME = 200;

    private final Executor writer;
    private final Runnable lost;

    private AuditLog(Executor writer, Runnable lost) {
        this.writer = writer;
        this.lost = lost;
    }

    /**
     * Looks whether the file, if there is one, can be written to.
     *
     * @param writer runs one task after the other; rejects when too many wait
     * @param lost called for each line that could not be taken
     * @throws IOException if it can't be; says why
     */
    static AuditLog open(Optional<Path> file, Executor writer, Runnable lost) throws IOException {
        if (file.isPresent()) {
            try {
                Files.newByteChannel(file.get(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                        .close();
            } catch (IOException e) {
                throw new IOException("log.audit_file: " + file.get() + " can't be written to: " + e.getMessage(), e);
            }
        }
        return new AuditLog(writer, lost);
    }

    @Override
    public void record(Entry entry) {
        try {
            writer.execute(() -> write(entry));
        } catch (RejectedExecutionException full) {
            lost.run();
        }
    }

    private static void write(Entry entry) {
        String line = line(entry);
        switch (entry.kind()) {
            case OPERATION -> LOG.info("event=operation{}", line);
            case DENIED -> LOG.warn("event=denied{}", line);
            case UNAUTHENTICATED -> LOG.warn("event=unauthenticated{}", line);
        }
    }

    /** What comes after the event. Whatever somebody else has written stands in quotes, and stays on its line. */
    static String line(Entry entry) {
        StringBuilder line = new StringBuilder();
        append(line, "principal", entry.principal());
        append(line, "credential", entry.credential());
        ChangeLog.append(line, "from", entry.from());
        append(line, "edge", entry.edge());
        append(line, "call", entry.call());
        append(line, "verb", entry.verb());
        ChangeLog.append(line, "pool", cut(entry.pool()));
        ChangeLog.append(line, "instance", cut(entry.instance()));
        append(line, "outcome", entry.outcome());
        ChangeLog.append(line, "why", entry.why());
        ChangeLog.append(line, "request", entry.request());
        return line.toString();
    }

    private static void append(StringBuilder line, String key, String word) {
        line.append(' ').append(key).append('=').append(word);
    }

    private static String cut(String name) {
        return name.length() <= MOST_CHARACTERS_OF_NAME ? name : name.substring(0, MOST_CHARACTERS_OF_NAME) + "…";
    }
}
