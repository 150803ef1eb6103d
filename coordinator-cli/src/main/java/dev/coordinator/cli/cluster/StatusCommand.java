package dev.coordinator.cli.cluster;

import dev.coordinator.cli.invocation.Invocation;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "status",
        description = "Ask every node for its own view: those of the endpoints and those that these list.",
        footer = {
            "",
            "  coordctl status",
            "  coordctl --endpoints n1:7400,n2:7400,n3:7400 status -o wide",
            "",
            "'coordctl cluster status' says more of each node, and warns.",
            "",
            "Ends with 0 when more than half of the voters follow one leader, with 4 when that is not seen, and with 1"
                    + " when nodes of different clusters answer.",
        })
public final class StatusCommand implements Callable<Integer> {

    private final Invocation invocation;

    public StatusCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        return new StatusReport(invocation)
                .run((census, verdict) -> {
                    List<NodeView> nodes = census.nodes();
                    return (invocation.wide() ? NodeTable.wide(nodes) : NodeTable.narrow(nodes))
                            .lines(invocation.screen());
                })
                .code();
    }
}
