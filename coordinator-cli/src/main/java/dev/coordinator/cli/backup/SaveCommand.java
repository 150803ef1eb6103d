package dev.coordinator.cli.backup;

import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.invocation.ExitStatus;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.cli.invocation.ReadOptions;
import dev.coordinator.v1.BackupServiceGrpc;
import dev.coordinator.v1.ClusterServiceGrpc;
import dev.coordinator.v1.SaveBackupRequest;
import dev.coordinator.v1.SaveBackupResponse;
import dev.coordinator.v1.StatusRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "save",
        description = {
            "Save the state of the running cluster as a file, and verify it. Check-ins go on.",
            "The file is there whole or not at all. Keep it as you keep secrets.",
        },
        footer = {
            "",
            "  coordctl backup save /backups/orders-monday.backup",
            "  coordctl backup save --stale last-words.backup   (without a quorum)",
        })
public final class SaveCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "FILE", description = "The file to make.")
    private Path file = Path.of("");

    @Option(names = "--force", description = "Replace the file if it is there.")
    private boolean force;

    @Mixin
    private final ReadOptions read = new ReadOptions();

    public SaveCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        ProgressBar progress = new ProgressBar(invocation);
        try (Cluster cluster = invocation.cluster()) {
            // Puts a node that answers first; the stream itself may take as long as it takes.
            cluster.ask(ClusterServiceGrpc.getStatusMethod(), StatusRequest.getDefaultInstance());
            SavedBackup saved = save(cluster, progress);
            progress.done();
            tell(saved);
            return ExitStatus.OK.code();
        } catch (FileAlreadyExistsException there) {
            invocation.complain(file
                    + (Files.isDirectory(file)
                            ? " is a folder; name a file."
                            : " is there already; name another file, or say --force."));
            return ExitStatus.USAGE.code();
        } catch (IOException failed) {
            progress.done();
            invocation.complain(FileTrouble.saying(file, failed) + " Nothing was saved.");
            return ExitStatus.FAILED.code();
        } catch (RuntimeException failed) {
            progress.done();
            throw failed;
        }
    }

    private SavedBackup save(Cluster cluster, ProgressBar progress) throws IOException {
        SaveBackupRequest question = SaveBackupRequest.newBuilder()
                .setConsistency(read.consistency())
                .build();
        try (PartialFile partial = new PartialFile(file, force)) {
            invocation.interrupts().onInterrupt(() -> closeQuietly(partial));
            cluster.takeAll(BackupServiceGrpc.getSaveBackupMethod(), question, () -> new Taker(partial, progress));
            partial.sync();
            SavedBackup whole = SavedBackup.verify(partial.path());
            partial.finish();
            return new SavedBackup(file, whole.header(), whole.size());
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private static void closeQuietly(PartialFile partial) {
        try {
            partial.close();
        } catch (IOException left) {
            // The process ends; what is left is named so that nobody takes it for a backup.
        }
    }

    private void tell(SavedBackup saved) {
        if (invocation.json()) {
            invocation.sayJson(saved.header());
        } else {
            invocation.sayInWords("Saved and verified " + file + ".");
            invocation.say(BackupFacts.of(saved, invocation.zone()).lines(invocation.screen()));
        }
    }

    /** Writes one stream from its beginning; what an earlier one left is void. */
    private static final class Taker implements Cluster.Taker<SaveBackupResponse> {

        private final PartialFile partial;
        private final ProgressBar progress;
        private final Sequence sequence = new Sequence();
        private long bytes;

        Taker(PartialFile partial, ProgressBar progress) {
            this.partial = partial;
            this.progress = progress;
            try {
                partial.restart();
                Framing.begin(partial.out());
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        @Override
        public void take(SaveBackupResponse piece) {
            try {
                sequence.next(piece.getRecord());
                Framing.write(piece.getRecord(), partial.out());
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            bytes += piece.getRecord().getSerializedSize();
            progress.at(piece.getPoolsSent(), sequence.header().getPools(), bytes);
        }
    }
}
