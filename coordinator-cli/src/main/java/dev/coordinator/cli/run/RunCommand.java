package dev.coordinator.cli.run;

import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.connection.NoAnswer;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.cli.invocation.UsageError;
import dev.coordinator.cli.membership.MemberOptions;
import dev.coordinator.client.Member;
import dev.coordinator.v1.Consistency;
import dev.coordinator.v1.GetPoolRequest;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.PoolSettings;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "run",
        sortOptions = false,
        customSynopsis = "coordctl run --pool=POOL --id=INSTANCE [OPTION]... -- COMMAND...",
        description = {
            "Run a program only while this instance is primary.",
            "The program, with all of its process group, is gone before the local lease ends, also when no"
                    + " coordinator answers, and when coordctl itself is killed or stopped.",
        },
        footer = {
            "",
            "The program, the hooks and the health command find COORDINATOR_POOL and COORDINATOR_INSTANCE in their"
                    + " environment, the first two also COORDINATOR_EPOCH, the fencing token, and COORDINATOR_REASON.",
            "",
            "When the program ends by itself and isn't restarted, the lease is handed over at once and its status is"
                    + " coordctl's. Where it is stopped because this instance is primary no more, coordctl goes on as a"
                    + " standby. TERM and INT stop both; HUP, USR1 and USR2 are passed on.",
            "",
            "Examples:",
            "  coordctl run --pool billing --id billing-1 -- /opt/billing/bin/serve",
            "  coordctl run --pool cron --id $(hostname) --restart on-failure -- crond -f",
            "  coordctl run --pool vip --id a --on-primary 'ip addr add 10.0.0.9 dev eth0' \\",
            "      --on-standby 'ip addr del 10.0.0.9 dev eth0' -- sleep infinity",
            "  coordctl run --pool db --id db-1 --health-command 'pg_isready -q' -- ./writer",
        })
public final class RunCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Option(names = "--pool", order = 1, required = true, paramLabel = "POOL", description = "The pool.")
    private String pool = "";

    @Option(
            names = "--id",
            order = 2,
            required = true,
            paramLabel = "INSTANCE",
            description = "The instance; each has a name of its own, stable over restarts.")
    private String instance = "";

    @Mixin
    private final MemberOptions memberOptions = new MemberOptions();

    @Mixin
    private final ProgramOptions options = new ProgramOptions();

    @Option(
            names = "--state-dir",
            order = 40,
            paramLabel = "DIR",
            description = "Where its runs are remembered, on this host; 'coordctl' in XDG_STATE_HOME, else in"
                    + " ~/.local/state.")
    @Nullable
    private Path stateFolder;

    @Parameters(
            paramLabel = "COMMAND",
            arity = "1..*",
            description = "The program and its arguments; write -- before it.")
    private List<String> command = List.of();

    public RunCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            return run();
        } catch (RunRefused refused) {
            invocation.complain(String.valueOf(refused.getMessage()));
            return refused.status();
        }
    }

    private int run() throws InterruptedException {
        Member member = memberOptions.member(pool, instance);
        Host.requireTools(invocation.variable("PATH"));
        Host.requireProgram(command.get(0), invocation.variable("PATH"));
        Map<String, String> environment = Launch.instance(pool, instance);
        Optional<Health> health = options.health(environment, this::tell);
        Plan plan = plan(environment);
        Path root = stateFolder == null ? invocation.stateFolder() : stateFolder;
        try (RunFolder folder = RunFolder.open(root.toAbsolutePath(), pool, instance, Host.name(), this::tell)) {
            return new Run(invocation, member, folder, health, this::tell).last(plan.lockedBy(folder.programLock()));
        }
    }

    private Plan plan(Map<String, String> environment) {
        return new Plan(
                new Launch(command, environment),
                options.onPrimary(environment),
                options.onStandby(environment),
                options.hookTimeout(),
                options.restarts(RandomGenerator.getDefault()),
                budget(),
                Path.of(""),
                invocation.screen().columns().isPresent());
    }

    private StopBudget budget() {
        try {
            return StopBudget.of(options.stopTimeout(), settings());
        } catch (IllegalArgumentException e) {
            throw new UsageError(pool + ": " + e.getMessage() + ".");
        }
    }

    /** Absent when nothing answers, or there is no such pool yet. */
    private Optional<StopBudget.Settings> settings() {
        try (Cluster cluster = invocation.cluster()) {
            PoolSettings settings = cluster.ask(
                            PoolServiceGrpc.getGetPoolMethod(),
                            GetPoolRequest.newBuilder()
                                    .setPool(pool)
                                    .setConsistency(Consistency.CONSISTENCY_STALE)
                                    .build())
                    .getPool()
                    .getSettings();
            return Optional.of(new StopBudget.Settings(
                    Duration.ofMillis(settings.getLeaseTtlMs()),
                    Duration.ofMillis(settings.getSafetyMarginMs()),
                    Duration.ofMillis(settings.getCheckInIntervalMs())));
        } catch (StatusRuntimeException | NoAnswer unknown) {
            return Optional.empty();
        }
    }

    private void tell(String text) {
        invocation.note("coordctl: " + text);
    }
}
