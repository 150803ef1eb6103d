package dev.coordinator.server.raft;

import com.alipay.sofa.jraft.core.DefaultJRaftServiceFactory;
import com.alipay.sofa.jraft.entity.LogEntry;
import com.alipay.sofa.jraft.entity.codec.LogEntryCodecFactory;
import com.alipay.sofa.jraft.entity.codec.LogEntryDecoder;
import com.alipay.sofa.jraft.entity.codec.LogEntryEncoder;
import com.alipay.sofa.jraft.option.RaftOptions;
import com.alipay.sofa.jraft.storage.LogStorage;
import com.alipay.sofa.jraft.storage.RaftMetaStorage;
import dev.coordinator.server.replication.LogMeter;
import dev.coordinator.server.replication.LogWrites;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The library's storage, minus its leniency, and timed.
 *
 * <p>It logs a configuration entry it can't read and goes on without it, and takes a lost vote for a fresh start. Both
 * end the node here.
 */
final class StrictStorage extends DefaultJRaftServiceFactory {

    private final Fault fault;
    private final WriteTimes writes;
    private @Nullable LogStorage log;
    private volatile @Nullable RaftMetaStorage meta;

    StrictStorage(Fault fault, LogMeter meter) {
        this.fault = fault;
        writes = new WriteTimes(System::nanoTime, meter);
    }

    @Override
    public LogStorage createLogStorage(String uri, RaftOptions options) {
        LogStorage created = new TimedLogStorage(uri, options, writes);
        log = created;
        return created;
    }

    /** Called when the log is open. A node stores its term before the first entry of that term. */
    @Override
    public RaftMetaStorage createRaftMetaStorage(String uri, RaftOptions options) {
        LogStorage open = log;
        boolean remembersEntries = open != null && open.getLastLogIndex() > 0;
        if (remembersEntries && !Files.exists(Path.of(uri, "raft_meta"))) {
            throw new IllegalStateException(
                    "there is a log, but no term and vote in " + uri + "; " + DataDirectory.addAnew());
        }
        RaftMetaStorage created = super.createRaftMetaStorage(uri, options);
        meta = created;
        return created;
    }

    /** How long the latest writes to the log took. */
    LogWrites writes() {
        return writes.latest();
    }

    /** The highest term heard of, 0 before there is one. */
    long term() {
        RaftMetaStorage open = meta;
        return open == null ? 0 : open.getTerm();
    }

    /** For a node that never began; one that did closes its log itself. */
    void close() {
        LogStorage open = log;
        if (open != null) {
            open.shutdown();
        }
    }

    @Override
    public LogEntryCodecFactory createLogEntryCodecFactory() {
        LogEntryCodecFactory lenient = super.createLogEntryCodecFactory();
        return new LogEntryCodecFactory() {
            @Override
            public LogEntryEncoder encoder() {
                return lenient.encoder();
            }

            @Override
            public LogEntryDecoder decoder() {
                return bytes -> strictly(lenient.decoder(), bytes);
            }
        };
    }

    private @Nullable LogEntry strictly(LogEntryDecoder lenient, byte[] bytes) {
        LogEntry entry = lenient.decode(bytes);
        if (entry == null || entry.isCorrupted()) {
            fault.raise(
                    "an entry of the log is damaged",
                    new IllegalStateException(entry == null ? "not an entry" : "wrong checksum at " + entry.getId()));
        }
        return entry;
    }
}
