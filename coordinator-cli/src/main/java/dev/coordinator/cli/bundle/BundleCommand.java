package dev.coordinator.cli.bundle;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.doctor.DoctorCommand;
import dev.coordinator.cli.doctor.Examination;
import dev.coordinator.cli.doctor.Picture;
import dev.coordinator.cli.invocation.ExitStatus;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.cli.invocation.UsageError;
import dev.coordinator.cli.text.Printable;
import dev.coordinator.cli.text.Words;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "bundle",
        description = {
            "Collect status, metrics, pools, histories and doctor's findings into one zip file, without secrets.",
            "On a node's host its configuration and log too. Changes nothing.",
        },
        footer = {
            "",
            "  coordctl debug bundle",
            "  coordctl debug bundle --out x.zip --config /etc/coordinator/coordinator.yaml",
            "  journalctl -u coordinator-server -n 10000 > node.log",
            "  coordctl debug bundle --log node.log",
            "",
            "At most 32 MiB before it is packed. Only its owner may read it. It is made as",
            "well when no node answers.",
        })
public final class BundleCommand implements Callable<Integer> {

    private static final Duration SPAN = Duration.ofSeconds(2);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Invocation invocation;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file to make, never replaced; else coordinator-debug-TIME.zip in this folder.")
    @Nullable
    private Path out;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A node's configuration, on its host; what is named like a secret is left out.")
    @Nullable
    private Path config;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "What a node logged; the last 2 MiB are taken. A node logs to standard output.")
    @Nullable
    private Path log;

    public BundleCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Instant now = Instant.now();
        Path file = out == null ? Path.of("coordinator-debug-" + STAMP.format(now) + ".zip") : out;
        if (Files.exists(file)) {
            throw new UsageError("--out: " + file + " is there already; name another file.");
        }
        Contents contents = new Contents();
        read(
                "--config",
                "node/configuration.yaml",
                "The node's configuration.",
                config,
                HostFiles::configuration,
                contents);
        read("--log", "node/log.txt", "The end of what the node logged.", log, HostFiles::tail, contents);
        contents.add("version.txt", "Of coordctl, its Java and its system.", versions());
        invocation.note("Looking at the cluster for " + SPAN.toSeconds() + "s ...");
        try (Cluster cluster = invocation.cluster()) {
            Picture picture = new Examination(cluster, SPAN, DoctorCommand.MOST_POOLS)
                    .take(invocation.version(), invocation.endpointsOrigin());
            new Collection(cluster, contents).collect(picture);
        }
        return write(file, contents, now).code();
    }

    private ExitStatus write(Path file, Contents contents, Instant now) {
        try {
            byte[] zip = contents.zipped("What coordctl saw of a coordinator's cluster at " + now + ".", now);
            create(file, zip);
            if (invocation.json()) {
                invocation.sayJson(Struct.newBuilder()
                        .putFields(
                                "file",
                                Value.newBuilder()
                                        .setStringValue(file.toString())
                                        .build())
                        .putFields(
                                "bytes",
                                Value.newBuilder()
                                        .setStringValue(Integer.toString(zip.length))
                                        .build()));
            } else {
                invocation.sayInWords(file + ": " + Words.count(zip.length, "byte") + ".");
            }
            contents.omitted().forEach(what -> invocation.note("Left out: " + Printable.of(what) + "."));
            invocation.note("Its README.txt says what is there. Look through it before you send it to somebody.");
            return ExitStatus.OK;
        } catch (FileAlreadyExistsException there) {
            throw new UsageError("--out: " + file + " is there already; name another file.");
        } catch (IOException failed) {
            invocation.complain(file + " can't be written: " + failed.getMessage() + ".");
            return ExitStatus.FAILED;
        }
    }

    /** Never replaces a file, and leaves none behind that is not whole. */
    private static void create(Path file, byte[] content) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            try {
                Channels.newOutputStream(channel).write(content);
            } catch (IOException failed) {
                Files.deleteIfExists(file);
                throw failed;
            }
        }
    }

    /** Reads a file that was named; what can't be read is a mistake before anything is asked. */
    private static void read(
            String option, String name, String about, @Nullable Path file, Reader reader, Contents contents) {
        if (file == null) {
            contents.omit(name + ": no " + option + " was given");
            return;
        }
        try {
            contents.add(name, about, reader.read(file));
        } catch (IOException failed) {
            throw new UsageError(option + ": " + file + " can't be read: " + reason(failed) + ".");
        }
    }

    private static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return Optional.ofNullable(failure.getMessage()).orElse(failure.toString());
    }

    private String versions() {
        return "coordctl " + invocation.version() + "\nJava " + Runtime.version() + "\n" + System.getProperty("os.name")
                + " " + System.getProperty("os.version") + " " + System.getProperty("os.arch") + "\nendpoints from "
                + invocation.endpointsOrigin() + "\n";
    }

    /** Reads a file as text. */
    private interface Reader {
        String read(Path file) throws IOException;
    }
}
