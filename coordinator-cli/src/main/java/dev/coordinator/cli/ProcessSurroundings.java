package dev.coordinator.cli;

import dev.coordinator.cli.invocation.Surroundings;
import dev.coordinator.cli.text.Screen;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;

/** The surroundings of a real process. */
final class ProcessSurroundings {

    /**
     * Set by the launch script to the terminal's width when standard output is one. Java can't tell: its
     * {@code System.console()} depends on standard input too, and differently in every few releases.
     */
    private static final String COLUMNS = "coordctl.columns";

    private static final int FEWEST_COLUMNS = 20;

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
                action -> Runtime.getRuntime().addShutdownHook(new Thread(action, "coordctl-stop")));
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
    }

    private static Screen screen() {
        int columns = Integer.getInteger(COLUMNS, 0);
        return columns < FEWEST_COLUMNS ? Screen.NONE : Screen.terminal(columns, System.getenv());
    }

    private static String version() {
        String version = ProcessSurroundings.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
