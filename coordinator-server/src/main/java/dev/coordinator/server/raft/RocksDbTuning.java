package dev.coordinator.server.raft;

import com.alipay.sofa.jraft.storage.impl.RocksDBLogStorage;
import com.alipay.sofa.jraft.util.StorageOptionsFactory;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.WALRecoveryMode;

/**
 * How the log is kept on disk.
 *
 * <p>A tail torn by a power cut is accepted: nothing in it was acknowledged. Damage before the tail is refused; the
 * storage's default dropped 251 of 501 acknowledged entries after one flipped byte and said nothing.
 */
final class RocksDbTuning {

    private static final long MIB = 1 << 20;
    private static final long MEMTABLE_BYTES = 8 * MIB;
    private static final int MEMTABLES = 2;
    private static final long WAL_BYTES = 64 * MIB;
    private static final long INFO_LOG_BYTES = MIB;
    private static final int INFO_LOGS = 5;

    private RocksDbTuning() {}

    /** The options live as long as the process; each log copies them. */
    static void register() {
        StorageOptionsFactory.registerRocksDBOptions(RocksDBLogStorage.class, database());
        StorageOptionsFactory.registerRocksDBColumnFamilyOptions(RocksDBLogStorage.class, columns());
    }

    private static DBOptions database() {
        return StorageOptionsFactory.getDefaultRocksDBOptions()
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                .setMaxTotalWalSize(WAL_BYTES)
                .setMaxBackgroundJobs(2)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setMaxLogFileSize(INFO_LOG_BYTES)
                .setKeepLogFileNum(INFO_LOGS)
                .setStatsDumpPeriodSec(0);
    }

    /** A log entry is read once, if ever, and soon covered by a snapshot: small memtables are enough. */
    private static ColumnFamilyOptions columns() {
        return StorageOptionsFactory.getDefaultRocksDBColumnFamilyOptions()
                .setWriteBufferSize(MEMTABLE_BYTES)
                .setMaxWriteBufferNumber(MEMTABLES)
                .setMinWriteBufferNumberToMerge(1)
                .setTargetFileSizeBase(MEMTABLE_BYTES)
                .setMaxBytesForLevelBase(WAL_BYTES);
    }
}
