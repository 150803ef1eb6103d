package dev.coordinator.cli.pool;

import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.invocation.AuthorOptions;
import dev.coordinator.cli.invocation.ExitStatus;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.cli.invocation.UsageError;
import dev.coordinator.cli.text.Facts;
import dev.coordinator.cli.text.Printable;
import dev.coordinator.cli.text.Screen;
import dev.coordinator.cli.text.Table;
import dev.coordinator.cli.text.Wrapped;
import dev.coordinator.v1.GetPoolRequest;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.PoolSettings;
import dev.coordinator.v1.UpdatePoolSettingsRequest;
import dev.coordinator.v1.UpdatePoolSettingsResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "set",
        description = {
            "Set settings of a pool, making it if there is none.",
            "What isn't named keeps its value; a running lease is never shortened. On a terminal it shows each",
            "old value beside the new one first, and asks where the cluster warns of it; a script isn't asked.",
        },
        footer = {
            "",
            "  coordctl pool set orders --lease-ttl 20s --dry-run",
            "  coordctl pool set orders --check-in-interval 5s --lease-ttl 20s",
            "  coordctl pool set orders --failback --hold-down 10m",
        })
public final class PoolSetCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "POOL", description = "The pool.")
    private String pool = "";

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Option(
            names = "--dry-run",
            description = "Only say what would change, what comes of it, and which rules it breaks. Changes nothing.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Don't ask, whatever the cluster warns of.")
    private boolean yes;

    @Mixin
    private final AuthorOptions author = new AuthorOptions();

    public PoolSetCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        PoolSettings settings = options.settings();
        if (settings.equals(PoolSettings.getDefaultInstance())) {
            throw new UsageError(
                    "Say what to set, such as --lease-ttl 2m. 'coordctl pool " + pool + "' shows what is set.");
        }
        try (Cluster cluster = invocation.cluster()) {
            if (dryRun) {
                return rehearse(cluster, settings);
            }
            if (invocation.screen().columns().isPresent() && !invocation.json() && !isWanted(cluster, settings)) {
                return ExitStatus.FAILED.code();
            }
            show(update(cluster, settings, false));
        }
        return 0;
    }

    private UpdatePoolSettingsResponse update(Cluster cluster, PoolSettings settings, boolean validateOnly) {
        return cluster.ask(
                PoolServiceGrpc.getUpdatePoolSettingsMethod(),
                UpdatePoolSettingsRequest.newBuilder()
                        .setPool(pool)
                        .setSettings(settings)
                        .setRequestedBy(author.requestedBy(invocation))
                        .setComment(author.comment())
                        .setValidateOnly(validateOnly)
                        .build());
    }

    private int rehearse(Cluster cluster, PoolSettings settings) {
        UpdatePoolSettingsResponse foreseen = update(cluster, settings, true);
        if (invocation.json()) {
            invocation.sayJson(foreseen);
        } else {
            invocation.say(lines(preview(cluster, foreseen)));
            warnings(foreseen).forEach(invocation::note);
        }
        invocation.note("Nothing was changed.");
        return 0;
    }

    /** Shows a person what they are about to change, and asks them where that may stop a primary. */
    private boolean isWanted(Cluster cluster, PoolSettings settings) {
        UpdatePoolSettingsResponse foreseen = update(cluster, settings, true);
        List<String> lines = new ArrayList<>(lines(preview(cluster, foreseen)));
        if (foreseen.getWarningsCount() == 0 || yes) {
            lines.forEach(invocation::note);
            return true;
        }
        warnings(foreseen).forEach(warning -> lines.addAll(wrapped(warning)));
        return invocation.confirmed(lines, pool);
    }

    private SettingsPreview preview(Cluster cluster, UpdatePoolSettingsResponse foreseen) {
        Optional<Pool> before = before(cluster);
        PoolSettings unset = before.isPresent()
                ? PoolSettings.getDefaultInstance()
                : update(cluster, PoolSettings.getDefaultInstance(), true).getSettings();
        return new SettingsPreview(before, unset, foreseen.getSettings());
    }

    private Optional<Pool> before(Cluster cluster) {
        try {
            return Optional.of(cluster.ask(
                            PoolServiceGrpc.getGetPoolMethod(),
                            GetPoolRequest.newBuilder().setPool(pool).build())
                    .getPool());
        } catch (StatusRuntimeException refusal) {
            if (refusal.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return Optional.empty();
            }
            throw refusal;
        }
    }

    /** Without colours: what is confirmed is told as plain text. */
    private List<String> lines(SettingsPreview preview) {
        List<String> lines = new ArrayList<>();
        Table changes = preview.changes();
        if (changes.isEmpty()) {
            lines.add("All of it is so already.");
        } else {
            lines.addAll(changes.lines(new Screen(invocation.screen().columns(), false)));
        }
        preview.consequences().forEach(sentence -> lines.addAll(wrapped(sentence)));
        return lines;
    }

    private List<String> wrapped(String sentence) {
        return Wrapped.lines(sentence, invocation.screen().columns().orElse(Integer.MAX_VALUE));
    }

    private static List<String> warnings(UpdatePoolSettingsResponse answer) {
        return answer.getWarningsList().stream()
                .map(warning -> "coordctl: " + Printable.of(warning) + ".")
                .toList();
    }

    private void show(UpdatePoolSettingsResponse answer) {
        if (invocation.json()) {
            invocation.sayJson(answer);
            return;
        }
        Facts facts = new Facts().add("Pool", pool);
        SettingsFacts.add(facts, answer.getSettings());
        invocation.say(facts.lines(invocation.screen()));
        warnings(answer).forEach(invocation::note);
    }
}
