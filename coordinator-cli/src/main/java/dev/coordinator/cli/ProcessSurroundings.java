package dev.coordinator.cli;

import dev.coordinator.cli.invocation.Surroundings;
import dev.coordinator.cli.text.Screen;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;

/** The surroundings of a real process. */
final class ProcessSurroundings {

    /**
     * Set by the launch script to the terminal's width when standard output is one. Java can't tell: its
     * {@code System.console()} depends on standard input too, and differently in every few releases.
     */
    private static final String COLUMNS = "coordctl.columns";

    private static final int FEWEST_COLUMNS = 20;

    private static final Path KERNEL_HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private ProcessSurroundings() {}

    static Surroundings get() {
        return new Surroundings(
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                screen(),
                System.getenv(),
                Path.of(System.getProperty("user.home", ".")),
                ZoneId.systemDefault(),
                version(),
                person(),
                ProcessSurroundings::typedLine,
                action -> Runtime.getRuntime().addShutdownHook(new Thread(action, "coordctl-stop")));
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
    }

    private static Screen screen() {
        int columns = Integer.getInteger(COLUMNS, 0);
        return columns < FEWEST_COLUMNS ? Screen.NONE : Screen.terminal(columns, System.getenv());
    }

    /** Without asking the network: a name service that doesn't answer is a likely reason to run this. */
    private static String person() {
        String user = System.getProperty("user.name", "");
        return (user.isEmpty() ? "someone" : user)
                + hostName().map(host -> "@" + host).orElse("");
    }

    private static Optional<String> hostName() {
        Optional<String> given = Stream.of("HOSTNAME", "COMPUTERNAME")
                .flatMap(variable -> Optional.ofNullable(System.getenv(variable)).stream())
                .filter(name -> !name.isEmpty())
                .findFirst();
        return given.or(() -> {
            try {
                return Optional.of(Files.readString(KERNEL_HOST_NAME).strip());
            } catch (IOException e) {
                return Optional.empty();
            }
        });
    }

    private static Optional<String> typedLine() {
        try {
            return Optional.ofNullable(
                    new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String version() {
        String version = ProcessSurroundings.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
