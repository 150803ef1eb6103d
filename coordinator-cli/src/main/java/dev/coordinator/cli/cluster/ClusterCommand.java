package dev.coordinator.cli.cluster;

import dev.coordinator.cli.invocation.UsageError;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "cluster",
        description = "See the coordinator's nodes, and change them: one at a time.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "  coordctl cluster status",
            "  coordctl cluster history",
            "  coordctl cluster add n4 --api 10.0.0.4:7400 --raft 10.0.0.4:7401",
            "  coordctl cluster replace n2 n4 --api 10.0.0.4:7400 --raft 10.0.0.4:7401",
            "  coordctl cluster drain n3",
        })
public final class ClusterCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new UsageError("Say what to do with the cluster; 'coordctl help cluster' lists the commands.");
    }
}
