package dev.coordinator.cli.pool;

import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.invocation.AuthorOptions;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.cli.invocation.UsageError;
import dev.coordinator.cli.text.Facts;
import dev.coordinator.cli.text.Printable;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.PoolSettings;
import dev.coordinator.v1.UpdatePoolSettingsRequest;
import dev.coordinator.v1.UpdatePoolSettingsResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "set",
        description = "Set settings of a pool, making it if there is none. What isn't named keeps its value;"
                + " a running lease is never shortened.",
        footer = {
            "",
            "  coordctl pool set orders --check-in-interval 5s --lease-ttl 20s",
            "  coordctl pool set orders --failback --hold-down 10m",
        })
public final class PoolSetCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "POOL", description = "The pool.")
    private String pool = "";

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

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
        UpdatePoolSettingsResponse answer;
        try (Cluster cluster = invocation.cluster()) {
            answer = cluster.ask(
                    PoolServiceGrpc.getUpdatePoolSettingsMethod(),
                    UpdatePoolSettingsRequest.newBuilder()
                            .setPool(pool)
                            .setSettings(settings)
                            .setRequestedBy(author.requestedBy(invocation))
                            .setComment(author.comment())
                            .build());
        }
        if (invocation.json()) {
            invocation.sayJson(answer);
        } else {
            Facts facts = new Facts().add("Pool", pool);
            SettingsFacts.add(facts, answer.getSettings());
            invocation.say(facts.lines(invocation.screen()));
            answer.getWarningsList().forEach(warning -> invocation.note("coordctl: " + Printable.of(warning) + "."));
        }
        return 0;
    }
}
