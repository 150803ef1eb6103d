package dev.coordinator.cli.cluster;

import dev.coordinator.cli.connection.Attempt;
import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.connection.NoAnswer;
import dev.coordinator.cli.connection.Reply;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.client.Endpoint;
import dev.coordinator.v1.ClusterServiceGrpc;
import dev.coordinator.v1.ListNodeChangesRequest;
import dev.coordinator.v1.ListNodeChangesResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "history",
        description = {
            "Show who changed the nodes of the cluster and when, oldest first.",
            "",
            "The last 64 additions, removals and moves, and when each was seen through; as",
            "the node has them that knows most. Works without a quorum too.",
        },
        footer = {
            "",
            "  coordctl cluster history",
            "  coordctl cluster history -o json",
            "",
            "Drains and transfers of leadership are not among them: they change no list, and",
            "only the node that was asked logs them.",
        })
public final class NodeHistoryCommand implements Callable<Integer> {

    private final Invocation invocation;

    public NodeHistoryCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        ListNodeChangesResponse newest;
        try (Cluster cluster = invocation.cluster()) {
            newest = newest(cluster);
        }
        if (invocation.json()) {
            invocation.sayJson(newest);
        } else if (newest.getChangesCount() == 0) {
            invocation.note("The nodes are those that the cluster began with, as far as is known.");
        } else {
            invocation.say(NodeHistoryTable.of(newest.getChangesList(), invocation.zone())
                    .lines(invocation.screen()));
        }
        return 0;
    }

    private static ListNodeChangesResponse newest(Cluster cluster) {
        Census census = Census.take(cluster);
        if (census.isSilent()) {
            throw new NoAnswer(census.failures());
        }
        Set<Endpoint> answering = new LinkedHashSet<>(census.answering().values());
        List<ListNodeChangesResponse> answers = new ArrayList<>();
        List<Attempt> failures = new ArrayList<>();
        for (Reply<ListNodeChangesResponse> reply : cluster.askEach(
                        answering,
                        ClusterServiceGrpc.getListNodeChangesMethod(),
                        ListNodeChangesRequest.getDefaultInstance(),
                        cluster.timeout())
                .values()) {
            if (reply instanceof Reply.Answered<ListNodeChangesResponse> answered) {
                answers.add(answered.answer());
            } else if (reply instanceof Reply.Failed<ListNodeChangesResponse> failed) {
                failures.add(failed.attempt());
            }
        }
        return answers.stream()
                .max(Comparator.comparingLong(ListNodeChangesResponse::getRosterVersion))
                .orElseThrow(() -> new NoAnswer(failures));
    }
}
