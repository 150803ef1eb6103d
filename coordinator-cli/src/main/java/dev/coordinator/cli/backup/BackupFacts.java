package dev.coordinator.cli.backup;

import dev.coordinator.cli.text.Facts;
import dev.coordinator.cli.text.HumanDuration;
import dev.coordinator.cli.text.LocalTime;
import dev.coordinator.cli.text.Paint;
import dev.coordinator.cli.text.Words;
import dev.coordinator.v1.BackupHeader;
import dev.coordinator.v1.BackupSource;
import java.time.ZoneId;
import java.util.Locale;

/** What a backup is of. */
final class BackupFacts {

    private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB"};

    private BackupFacts() {}

    static Facts of(SavedBackup backup, ZoneId zone) {
        BackupHeader header = backup.header();
        return new Facts()
                .add("Cluster", header.getClusterId())
                .add("Saved", LocalTime.of(header.getSavedTime(), zone) + " by " + header.getNodeId())
                .add(
                        "Holds",
                        source(header.getSource()),
                        header.getSource() == BackupSource.BACKUP_SOURCE_QUORUM ? Paint.GOOD : Paint.DOUBTFUL)
                .add("Log", "entry " + Long.toUnsignedString(header.getLogIndex()) + ", term " + header.getTerm())
                .add("Newest entry", LocalTime.of(header.getNewestTime(), zone))
                .add("Cluster time", HumanDuration.rough(header.getClusterTimeMs()))
                .add("Pools", Long.toUnsignedString(header.getPools()))
                .add("Instances", Long.toUnsignedString(header.getInstances()))
                .add("Highest epoch", Long.toUnsignedString(header.getHighestEpoch()))
                .add("Release", header.getVersion())
                .add("Size", size(backup.size()));
    }

    private static String source(BackupSource source) {
        return switch (source) {
            case BACKUP_SOURCE_QUORUM -> "every decision answered before it was saved";
            case BACKUP_SOURCE_NODE -> "what one node had applied; later decisions may lack";
            case BACKUP_SOURCE_SURVIVOR -> "what the survivor of a lost quorum knew; decisions may lack";
            case BACKUP_SOURCE_UNSPECIFIED, UNRECOGNIZED -> "something this coordctl doesn't know";
        };
    }

    /** In a clause: "entry 12 of cluster c, 2 pools, ...". */
    static String sentence(BackupHeader header) {
        return "entry " + Long.toUnsignedString(header.getLogIndex()) + " of cluster " + header.getClusterId() + ", "
                + Words.count(header.getPools(), "pool") + ", " + Words.count(header.getInstances(), "instance")
                + ", highest epoch " + Long.toUnsignedString(header.getHighestEpoch());
    }

    static String size(long bytes) {
        if (bytes < 1024) {
            return Words.count(bytes, "byte");
        }
        double amount = bytes / 1024.0;
        int unit = 0;
        while (amount >= 1024 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
    }
}
