package dev.coordinator.server.raft;

import com.alipay.sofa.jraft.entity.LogEntry;
import com.alipay.sofa.jraft.option.RaftOptions;
import com.alipay.sofa.jraft.storage.impl.RocksDBLogStorage;
import java.util.List;

/** The library's log, whose writes are timed. They return when they are on the disk. */
final class TimedLogStorage extends RocksDBLogStorage {

    private final WriteTimes times;

    TimedLogStorage(String path, RaftOptions options, WriteTimes times) {
        super(path, options);
        this.times = times;
    }

    @Override
    public int appendEntries(List<LogEntry> entries) {
        times.begin();
        try {
            return super.appendEntries(entries);
        } finally {
            times.end();
        }
    }
}
