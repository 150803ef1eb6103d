package dev.coordinator.client.fencing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** No thread of a server, an executor, a database or the client is alive once the tests of a class are over. */
final class NothingLeftRunning implements AfterAllCallback {

    private static final List<String> OURS = List.of("HTTP-Dispatcher", "fencing-", "coordinator-", "MVStore", "H2 ");

    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        List<Thread> started = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> OURS.stream().anyMatch(thread.getName()::startsWith))
                .toList();
        for (Thread thread : started) {
            thread.join(TimeUnit.SECONDS.toMillis(20));
        }
        assertThat(started.stream().filter(Thread::isAlive)).isEmpty();
    }
}
