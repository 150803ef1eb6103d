package dev.coordinator.cli.run;

import dev.coordinator.cli.text.HumanDuration;
import dev.coordinator.client.Membership;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Asks a health command again and again whether this instance may be primary. */
final class Health {

    private final Launch command;
    private final Duration interval;
    private final Duration timeout;
    private final HealthVerdict verdict;
    private final Consumer<String> teller;
    private String latest = "";

    /**
     * Asks nothing yet.
     *
     * @param timeout after which it is killed, with its process group, and counts as a failure
     */
    Health(Launch command, Duration interval, Duration timeout, int failuresNeeded, Consumer<String> teller) {
        this.command = command;
        this.interval = interval;
        this.timeout = timeout;
        this.verdict = new HealthVerdict(failuresNeeded);
        this.teller = teller;
    }

    /**
     * Waits for the first success.
     *
     * @param ends whether the end is wanted, now or within so long
     * @return false: it is
     */
    boolean awaitFirstSuccess(Predicate<Duration> ends) throws InterruptedException {
        boolean told = false;
        while (!verdict.changesBy(succeeds())) {
            if (!told) {
                teller.accept("The health command " + latest + "; it joins the pool when it succeeds.");
                told = true;
            }
            if (ends.test(interval)) {
                return false;
            }
        }
        return true;
    }

    /** On a thread of its own, until the process ends: the membership follows the verdict. */
    void follow(Membership membership) {
        Thread thread = new Thread(
                () -> {
                    try {
                        while (true) {
                            TimeUnit.MILLISECONDS.sleep(interval.toMillis());
                            if (verdict.changesBy(succeeds())) {
                                tell(membership);
                            }
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "coordctl-health");
        thread.setDaemon(true);
        thread.start();
    }

    private void tell(Membership membership) {
        if (verdict.isHealthy()) {
            teller.accept("The health command succeeds again; electable.");
            membership.electable();
        } else {
            teller.accept("The health command " + latest + "; unelectable.");
            membership.unelectable("health command " + latest);
        }
    }

    private boolean succeeds() throws InterruptedException {
        try {
            return ends(Session.start(command, ProcessBuilder.Redirect.DISCARD));
        } catch (IOException e) {
            latest = "can't be run: " + e.getMessage();
            return false;
        }
    }

    private boolean ends(Process process) throws InterruptedException {
        try {
            if (process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                latest = "ended with " + process.exitValue();
                return process.exitValue() == 0;
            }
            latest = "took longer than " + HumanDuration.exact(timeout.toMillis());
            return false;
        } finally {
            if (process.isAlive()) {
                Session.kill(process);
            }
        }
    }
}
