package dev.coordinator.cli.run;

import dev.coordinator.cli.invocation.ExitStatus;
import dev.coordinator.cli.text.HumanDuration;
import dev.coordinator.client.Epoch;
import dev.coordinator.client.Lease;
import dev.coordinator.client.Membership;
import dev.coordinator.client.PrimaryListener;
import dev.coordinator.client.StandbyReason;
import dev.coordinator.client.Successor;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs the program while the local lease is held, on one thread; others tell it what has happened.
 *
 * <p>A lease that is still held is given up only when nothing of the program is alive: {@link #onStandby} waits for that.
 */
final class Supervisor implements PrimaryListener {

    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    /** In hundredths of a second. */
    private static final int GUARD_IS_LATE = 10;

    private final Plan plan;
    private final Uptime uptime;
    private final Consumer<String> teller;
    private final Deque<String> signals = new ArrayDeque<>();
    private final LeaseLengths lengths = new LeaseLengths();

    private Optional<Epoch> reign = Optional.empty();
    private StandbyReason standbyReason = StandbyReason.CLOSED;
    private Optional<String> ending = Optional.empty();
    private boolean hurried;
    private boolean superseded;
    private boolean serving;
    private StopBudget budget;

    Supervisor(Plan plan, Uptime uptime, Consumer<String> teller) {
        this.plan = plan;
        this.uptime = uptime;
        this.teller = teller;
        this.budget = plan.budget();
    }

    @Override
    public synchronized void onPrimary(Epoch epoch) {
        reign = Optional.of(epoch);
        notifyAll();
    }

    @Override
    public synchronized void onStandby(StandbyReason reason) {
        reign = Optional.empty();
        standbyReason = reason;
        notifyAll();
        while (serving) {
            pause(LOOK);
        }
    }

    @Override
    public synchronized void onSuperseded(Successor successor) {
        superseded = true;
        notifyAll();
    }

    /** TERM and INT end the run, once asked to and at once when asked again; the others are the program's. */
    synchronized void signalled(String name) {
        if (name.equals("TERM") || name.equals("INT") || (name.equals("HUP") && plan.hangUpEnds())) {
            hurried = ending.isPresent();
            ending = ending.or(() -> Optional.of(name));
        } else {
            signals.add(name);
        }
        notifyAll();
    }

    /** Whether the end is wanted, now or within so long. */
    synchronized boolean endsWithin(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (ending.isEmpty() && System.nanoTime() - end < 0) {
            pause(LOOK);
        }
        return ending.isPresent();
    }

    /**
     * Lasts until the end is wanted, the program has ended for good, or another run has the seat.
     *
     * @param look called again and again while there is nothing to run
     * @return what to end with
     */
    synchronized int supervise(Membership membership, Runnable look) {
        while (ending.isEmpty() && !superseded) {
            look.run();
            Optional<Lease> lease = reign.flatMap(epoch -> held(membership, epoch));
            lease.ifPresent(lengths::saw);
            if (lease.isPresent() && isWorthServing(lease.get())) {
                OptionalInt status = serve(membership, lease.get().epoch());
                if (status.isPresent()) {
                    return status.getAsInt();
                }
            }
            signals.clear();
            pause(LOOK);
        }
        return superseded ? ExitStatus.SUPERSEDED.code() : statusOfEnding();
    }

    /** As if the signal that wanted the end had ended this process. */
    synchronized int statusOfEnding() {
        return Signals.status(ending.orElse("TERM"));
    }

    /** One reign, or the part of one until its lease was about to end. */
    private OptionalInt serve(Membership membership, Epoch epoch) {
        serving = true;
        teller.accept("Primary, epoch " + epoch + ".");
        try {
            Reign told = new Reign(membership, epoch);
            plan.onPrimary().ifPresent(hook -> told.begin(hook.in(epoch.toString(), "GRANTED")));
            OptionalInt status = told.run();
            teller.accept("No program runs any more, epoch " + epoch + ": " + told.why() + ".");
            plan.onStandby().ifPresent(hook -> afterwards(hook.in(epoch.toString(), told.why())));
            return status;
        } finally {
            serving = false;
            notifyAll();
        }
    }

    /** With the budget planned, or less where even a lease just renewed leaves less. */
    private boolean isWorthServing(Lease lease) {
        budget = lengths.isRenewed() && !plan.budget().leavesRoom(lengths.longest())
                ? plan.budget().within(lengths.longest())
                : plan.budget();
        boolean worth = budget.leavesRoom(lease.remaining());
        if (worth && budget.stop().compareTo(plan.budget().stop()) < 0) {
            teller.accept("The pool's lease leaves the program "
                    + HumanDuration.exact(budget.stop().toMillis()) + " to stop.");
        }
        return worth;
    }

    private static Optional<Lease> held(Membership membership, Epoch epoch) {
        return membership.lease().filter(lease -> lease.epoch().equals(epoch));
    }

    private void afterwards(Launch hook) {
        try {
            Process process = Session.start(hook, ProcessBuilder.Redirect.INHERIT);
            wakeAtTheEndOf(process);
            long end = System.nanoTime() + plan.hookTimeout().toNanos();
            while (process.isAlive() && System.nanoTime() - end < 0) {
                pause(LOOK);
            }
            if (process.isAlive()) {
                Session.kill(process);
                teller.accept("The on-standby hook took too long and was killed.");
            } else if (process.exitValue() != 0) {
                teller.accept("The on-standby hook ended with " + process.exitValue() + ".");
            }
        } catch (IOException e) {
            teller.accept("The on-standby hook can't be run: " + e.getMessage());
        }
    }

    private void wakeAtTheEndOf(Process process) {
        CompletableFuture<Void> unused = process.onExit().thenRun(this::wake);
    }

    private synchronized void wake() {
        notifyAll();
    }

    /** Lets the others speak. */
    private void pause(Duration longest) {
        try {
            TimeUnit.MILLISECONDS.timedWait(this, longest.toMillis());
        } catch (InterruptedException e) {
            ending = ending.or(() -> Optional.of("TERM"));
        }
    }

    /** What is done in one reign; always by the supervising thread, and with its monitor. */
    private final class Reign {

        private final Membership membership;
        private final Epoch epoch;
        private String why = "";

        Reign(Membership membership, Epoch epoch) {
            this.membership = membership;
            this.epoch = epoch;
        }

        /** Why the program doesn't run any more. */
        String why() {
            return why;
        }

        /** Whatever comes of it, the program is started. */
        void begin(Launch hook) {
            Optional<GuardedProcess> ended = tend(hook, plan.hookTimeout());
            ended.filter(process -> process.status() != 0)
                    .ifPresent(process -> teller.accept("The on-primary hook ended with " + process.status() + "."));
        }

        /** The status to end with, if the program ended by itself and is not started again, or the run is to end. */
        OptionalInt run() {
            String cause = "GRANTED";
            while (true) {
                long started = uptime.hundredths();
                Optional<GuardedProcess> ended = tend(plan.program().in(epoch.toString(), cause), FOR_EVER);
                if (!why.isEmpty()) {
                    boolean last = ending.isPresent() && ended.isPresent();
                    return last ? OptionalInt.of(ended.get().status()) : OptionalInt.empty();
                }
                int status = ended.map(GuardedProcess::status).orElse(ExitStatus.FAILED.code());
                Duration ranFor = Duration.ofMillis((uptime.hundredths() - started) * 10);
                Optional<Duration> delay = plan.restarts().after(status, ranFor);
                teller.accept("The program ended with " + status
                        + delay.map(wait -> "; it is started again in " + wait.toMillis() + "ms.")
                                .orElse("."));
                if (delay.isEmpty()) {
                    why = "PROGRAM_ENDED";
                    return OptionalInt.of(status);
                }
                if (isOverWithin(delay.get())) {
                    return OptionalInt.empty();
                }
                cause = "RESTARTED";
            }
        }

        /** Runs one process to its end; absent: it could not be started. */
        private Optional<GuardedProcess> tend(Launch launch, Duration longest) {
            if (mustStop(limits())) {
                return Optional.empty();
            }
            GuardedProcess process;
            try {
                process = GuardedProcess.start(launch, plan.programLock(), budget.stop(), limits());
            } catch (IOException e) {
                teller.accept("It can't be started: " + e.getMessage());
                return Optional.empty();
            }
            wakeAtTheEndOf(process.process());
            long end = System.nanoTime() + longest.toNanos();
            boolean timedOut = false;
            while (process.isAlive()) {
                timedOut = System.nanoTime() - end >= 0;
                Limits limits = limits();
                if (!mustStop(limits) && !timedOut) {
                    process.keepWithin(limits);
                    forward(process);
                    pause(LOOK);
                } else {
                    stop(process);
                }
            }
            if (process.finish() && why.isEmpty() && !timedOut) {
                why = "LEASE_ENDING";
            }
            return Optional.of(process);
        }

        private void stop(GuardedProcess process) {
            long kill = Math.min(uptime.hundredths() + budget.stopHundredths(), limits().kill());
            String signal = ending.filter("INT"::equals).orElse("TERM");
            while (process.isAlive()) {
                long now = uptime.hundredths();
                kill = hurried ? Math.min(kill, now) : Math.min(kill, Math.max(now, limits().kill()));
                process.stop(signal, kill);
                if (now > kill + GUARD_IS_LATE) {
                    process.killWithoutGuard();
                }
                pause(LOOK);
            }
        }

        private void forward(GuardedProcess process) {
            while (!signals.isEmpty()) {
                process.signal(signals.remove());
            }
        }

        private boolean isOverWithin(Duration patience) {
            long end = System.nanoTime() + patience.toNanos();
            while (!mustStop(limits()) && System.nanoTime() - end < 0) {
                pause(LOOK);
            }
            return !why.isEmpty();
        }

        /** Without a lease, at once. */
        private Limits limits() {
            long now = uptime.hundredths();
            return held(membership, epoch)
                    .map(lease -> budget.limits(now, lease.remaining()))
                    .orElse(new Limits(now, now));
        }

        /** Remembers why, the first time. */
        private boolean mustStop(Limits limits) {
            if (why.isEmpty()) {
                why = reasonToStop(limits);
            }
            return !why.isEmpty();
        }

        private String reasonToStop(Limits limits) {
            if (superseded) {
                return StandbyReason.SUPERSEDED.name();
            }
            if (ending.isPresent()) {
                return StandbyReason.CLOSED.name();
            }
            if (reign.filter(epoch::equals).isEmpty()) {
                return standbyReason.name();
            }
            return limits.isTimeToStop(uptime.hundredths()) ? "LEASE_ENDING" : "";
        }
    }
}
