package dev.coordinator.server.node;

import dev.coordinator.client.Coordinator;
import dev.coordinator.client.Member;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A process that is instance {@code a} of pools {@code pool-0}, {@code pool-1} and so on, until it is killed. */
final class MemberProcess {

    private final Process process;

    private MemberProcess(Process process) {
        this.process = process;
    }

    static MemberProcess start(Path output, int pools, String... endpoints) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                MemberProcess.class.getName(),
                Integer.toString(pools)));
        command.addAll(List.of(endpoints));
        return new MemberProcess(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start());
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    public static void main(String[] arguments) throws InterruptedException {
        String[] endpoints = Arrays.copyOfRange(arguments, 1, arguments.length);
        try (Coordinator coordinator = Coordinator.connect(endpoints)) {
            for (int pool = 0; pool < Integer.parseInt(arguments[0]); pool++) {
                coordinator.join(Member.of("pool-" + pool, "a"));
            }
            new CountDownLatch(1).await();
        }
    }
}
