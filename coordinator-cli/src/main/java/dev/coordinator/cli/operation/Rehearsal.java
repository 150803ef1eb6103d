package dev.coordinator.cli.operation;

import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.invocation.ExitStatus;
import dev.coordinator.cli.text.HumanDuration;
import dev.coordinator.v1.ExplainRequest;
import dev.coordinator.v1.ExplainResponse;
import dev.coordinator.v1.Instance;
import dev.coordinator.v1.ListInstancesRequest;
import dev.coordinator.v1.ListInstancesResponse;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.PoolState;
import dev.coordinator.v1.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a switchover would come to if it were asked for now, found out by reading only.
 *
 * @param refusal the stable reason for which it would be refused; empty: it would be done
 * @param sentences what would happen, or why not
 * @param successor who would follow; empty when it would be refused
 */
record Rehearsal(String refusal, List<String> sentences, String successor, ExplainResponse explanation) {

    private static final int PAGE = 1000;

    Rehearsal {
        sentences = List.copyOf(sentences);
    }

    /** @param to who is to follow; empty: whoever ranks best */
    static Rehearsal of(Cluster cluster, String pool, String to) {
        ExplainResponse explanation = cluster.ask(
                PoolServiceGrpc.getExplainMethod(),
                ExplainRequest.newBuilder().setPool(pool).build());
        String successor = to.isEmpty() ? explanation.getHandoverTo() : to;
        Optional<Instance> instance = successor.isEmpty() ? Optional.empty() : find(cluster, pool, successor);
        return judge(explanation, to, successor, instance);
    }

    /** One instance of a pool, if the pool remembers it. */
    static Optional<Instance> find(Cluster cluster, String pool, String id) {
        ListInstancesResponse page = ListInstancesResponse.getDefaultInstance();
        do {
            page = cluster.ask(
                    PoolServiceGrpc.getListInstancesMethod(),
                    ListInstancesRequest.newBuilder()
                            .setPool(pool)
                            .setPageSize(PAGE)
                            .setPageToken(page.getNextPageToken())
                            .build());
            Optional<Instance> found = page.getInstancesList().stream()
                    .filter(instance -> instance.getInstanceId().equals(id))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        } while (!page.getNextPageToken().isEmpty());
        return Optional.empty();
    }

    /** The cluster's own checks, in its order. */
    private static Rehearsal judge(
            ExplainResponse explanation, String to, String successor, Optional<Instance> instance) {
        Pool pool = explanation.getPool();
        if (pool.getState() == PoolState.POOL_STATE_DELETED) {
            return refused("POOL_DELETED", pool.getName() + " was deleted, and grants nothing yet.", explanation);
        }
        if (!to.isEmpty() && instance.isEmpty()) {
            return refused("UNKNOWN_INSTANCE", pool.getName() + " remembers no instance " + to + ".", explanation);
        }
        Optional<String> unfit = to.isEmpty() ? Optional.empty() : unfit(instance.orElseThrow());
        if (unfit.isPresent()) {
            return refused("UNFIT_TARGET", to + " " + unfit.get() + ".", explanation);
        }
        if (!pool.hasPrimary()) {
            return refused("NO_PRIMARY", pool.getName() + " has no primary to hand over from.", explanation);
        }
        if (successor.isEmpty()) {
            return refused("NO_SUCCESSOR", "No other instance is live, electable and not cordoned.", explanation);
        }
        return new Rehearsal("", course(pool, successor, instance), successor, explanation);
    }

    private static Rehearsal refused(String reason, String why, ExplainResponse explanation) {
        return new Rehearsal(reason, List.of("It would be refused (" + reason + "): " + why), "", explanation);
    }

    private static Optional<String> unfit(Instance instance) {
        if (instance.getRole() == Role.ROLE_PRIMARY || instance.getRole() == Role.ROLE_DRAINING) {
            return Optional.of("is primary already");
        }
        if (instance.hasEviction()) {
            return Optional.of("was evicted");
        }
        if (instance.getLeft()) {
            return Optional.of("has left");
        }
        if (!instance.getLive()) {
            return Optional.of("is not heard of any more");
        }
        if (instance.hasCordon()) {
            return Optional.of("is cordoned");
        }
        return instance.getElectable() ? Optional.empty() : Optional.of("says that it must not be primary");
    }

    private static List<String> course(Pool pool, String successor, Optional<Instance> instance) {
        String primary = pool.getPrimary().getInstanceId();
        List<String> sentences = new ArrayList<>();
        if (pool.getState() == PoolState.POOL_STATE_DRAINING) {
            sentences.add(primary + " is asked to stop already"
                    + (pool.getTarget().isEmpty() ? "" : ", for " + pool.getTarget()) + "; that would go on, and "
                    + successor + " would follow.");
        } else {
            sentences.add(primary + " would be asked to stop; " + successor + " would follow.");
            sentences.add("If it hadn't stopped "
                    + HumanDuration.exact(pool.getSettings().getDrainTimeoutMs())
                    + " after it was told, it would stay.");
        }
        if (instance.filter(each -> !each.getFresh()).isPresent()) {
            sentences.add(
                    successor + " is overdue with its check-in: it may be dead, and then " + primary + " would stay.");
        }
        if (pool.getPaused()) {
            sentences.add("The pool is paused; an operator's switchover is done all the same.");
        }
        return sentences;
    }

    /** As the real one would end if it were refused; 0 otherwise. */
    ExitStatus status() {
        return switch (refusal) {
            case "" -> ExitStatus.OK;
            case "UNKNOWN_INSTANCE" -> ExitStatus.NOT_FOUND;
            default -> ExitStatus.PRECONDITION;
        };
    }
}
