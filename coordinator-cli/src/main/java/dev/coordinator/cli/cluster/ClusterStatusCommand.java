package dev.coordinator.cli.cluster;

import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.cli.text.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "status",
        description = {
            "Show the nodes in full, what needs attention first.",
            "",
            "Every node's place in the log, its lag behind the leader, its clock, the disk",
            "of its data, and its sessions; with TLS, the certificates that nodes show.",
        },
        footer = {
            "",
            "  coordctl cluster status",
            "",
            "'coordctl status' is the short form. Both end with 0 when more than half of the",
            "voters follow one leader, with 4 when that is not seen, and with 1 when nodes of",
            "different clusters answer. Warnings don't change that.",
        })
public final class ClusterStatusCommand implements Callable<Integer> {

    private final Invocation invocation;

    public ClusterStatusCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        return new StatusReport(invocation)
                .run((census, verdict) -> {
                    List<String> lines = new ArrayList<>();
                    Warnings.of(census, verdict, System.currentTimeMillis())
                            .forEach(warning -> lines.addAll(warning.lines(invocation.screen())));
                    if (!lines.isEmpty()) {
                        lines.add("");
                    }
                    lines.addAll(HealthTable.of(census, invocation.wide()).lines(invocation.screen()));
                    Table certificates = CertificateTable.of(census, System.currentTimeMillis());
                    if (!certificates.isEmpty()) {
                        lines.add("");
                        lines.addAll(certificates.lines(invocation.screen()));
                    }
                    return lines;
                })
                .code();
    }
}
