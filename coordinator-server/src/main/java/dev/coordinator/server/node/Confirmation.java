package dev.coordinator.server.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** A dangerous step, taken only by who names the cluster that it is about. */
final class Confirmation {

    @CommandLine.Option(
            names = "--confirm",
            paramLabel = "CLUSTER_ID",
            description = "Don't ask: the id that would have to be typed. For scripts.")
    private @Nullable String said;

    /** @throws CommandRefusal unless {@code clusterId} was given or is typed now */
    void require(String clusterId, PrintWriter out) throws IOException {
        String given = said;
        if (given == null) {
            out.print("Type " + clusterId + " to go on: ");
            out.flush();
            given = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
        }
        if (given == null || !given.strip().equals(clusterId)) {
            throw new CommandRefusal(
                    ExitStatus.USAGE,
                    "not confirmed, so nothing was done; the id to type, or to give with --confirm, is " + clusterId);
        }
    }
}
