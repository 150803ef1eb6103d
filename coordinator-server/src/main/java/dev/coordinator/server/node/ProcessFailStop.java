package dev.coordinator.server.node;

import dev.coordinator.server.replication.FailStop;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the process at once, without the clean shutdown that a broken node can't be trusted with. */
final class ProcessFailStop implements FailStop {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessFailStop.class);

    private final AtomicBoolean stopped = new AtomicBoolean();

    @Override
    public void stop(String why, Throwable cause) {
        if (stopped.compareAndSet(false, true)) {
            LOG.error("event=fail-stop why=\"{}\" exit={}", why, ExitStatus.FAIL_STOP, cause);
            Thread halt = new Thread(() -> Runtime.getRuntime().halt(ExitStatus.FAIL_STOP), "fail-stop");
            halt.setDaemon(true);
            halt.start();
        }
    }
}
