package dev.coordinator.cli.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A process in a session and process group of its own, without a guard: for what need not end with the lease. */
final class Session {

    private Session() {}

    static Process start(Launch launch, ProcessBuilder.Redirect output) throws IOException {
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(launch.command());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(output).redirectError(output);
        builder.environment().putAll(launch.environment());
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    /** With all that it has started and that stayed in its group. */
    static void kill(Process process) {
        Guard.killWithout(process.pid());
    }
}
