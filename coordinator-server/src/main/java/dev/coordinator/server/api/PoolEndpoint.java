package dev.coordinator.server.api;

import com.google.rpc.Status;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.InstanceView;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.PoolView;
import dev.coordinator.server.replication.Failure;
import dev.coordinator.server.replication.Reads;
import dev.coordinator.v1.ExplainRequest;
import dev.coordinator.v1.ExplainResponse;
import dev.coordinator.v1.GetHistoryRequest;
import dev.coordinator.v1.GetHistoryResponse;
import dev.coordinator.v1.GetInstanceRequest;
import dev.coordinator.v1.GetInstanceResponse;
import dev.coordinator.v1.GetPoolRequest;
import dev.coordinator.v1.GetPoolResponse;
import dev.coordinator.v1.Instance;
import dev.coordinator.v1.ListInstancesRequest;
import dev.coordinator.v1.ListInstancesResponse;
import dev.coordinator.v1.ListPoolsRequest;
import dev.coordinator.v1.ListPoolsResponse;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.UpdatePoolSettingsRequest;
import dev.coordinator.v1.UpdatePoolSettingsResponse;
import dev.coordinator.v1.WatchRequest;
import dev.coordinator.v1.WatchResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Optional;

/** Reads of pools and instances, their settings, and the watch. */
final class PoolEndpoint extends PoolServiceGrpc.PoolServiceImplBase {

    private final Readings readings;
    private final Submitter submitter;
    private final WatchDesk watches;
    private final Lanes lanes;

    PoolEndpoint(Readings readings, Submitter submitter, WatchDesk watches, Lanes lanes) {
        this.readings = readings;
        this.submitter = submitter;
        this.watches = watches;
        this.lanes = lanes;
    }

    @Override
    public void getPool(GetPoolRequest request, StreamObserver<GetPoolResponse> observer) {
        Reply<GetPoolResponse> reply = Reply.to(observer, lanes);
        Violations violations = new Violations();
        Fields.pool(request.getPool(), violations);
        Freshness freshness = Freshness.check(request.getConsistency(), request.getConsistencyValue(), violations);
        if (!violations.isEmpty()) {
            reply.fail(Statuses.invalid(violations));
            return;
        }
        PoolName name = new PoolName(request.getPool());
        readings.ofPool(
                request.getPool(),
                freshness,
                machine -> machine.view(name),
                reply,
                (logIndex, view) -> GetPoolResponse.newBuilder()
                        .setPool(Messages.pool(view))
                        .setLogIndex(logIndex)
                        .build());
    }

    @Override
    public void listPools(ListPoolsRequest request, StreamObserver<ListPoolsResponse> observer) {
        Reply<ListPoolsResponse> reply = Reply.to(observer, lanes);
        Violations violations = new Violations();
        Fields.prefix(request.getPrefix(), violations);
        Freshness freshness = Freshness.check(request.getConsistency(), request.getConsistencyValue(), violations);
        Optional<PageRequest<PoolName>> asked =
                PageRequest.check(request.getPageSize(), request.getPageToken(), PoolName::new, violations);
        if (!violations.isEmpty() || asked.isEmpty()) {
            reply.fail(Statuses.invalid(violations));
            return;
        }
        PageRequest<PoolName> page = asked.get();
        Caller caller = Caller.current();
        readings.read(
                freshness,
                machine -> machine.list(request.getPrefix(), page.after(), page.size() + 1),
                reply,
                (logIndex, views) -> {
                    Page<Pool> cut = Page.cut(
                            views, page.size(), view -> caller.mayRead(name(view)), Messages::pool, PoolEndpoint::name);
                    return ListPoolsResponse.newBuilder()
                            .addAllPools(cut.messages())
                            .setNextPageToken(cut.nextToken())
                            .setLogIndex(logIndex)
                            .build();
                });
    }

    @Override
    public void listInstances(ListInstancesRequest request, StreamObserver<ListInstancesResponse> observer) {
        Reply<ListInstancesResponse> reply = Reply.to(observer, lanes);
        Violations violations = new Violations();
        Fields.pool(request.getPool(), violations);
        Freshness freshness = Freshness.check(request.getConsistency(), request.getConsistencyValue(), violations);
        Optional<PageRequest<InstanceId>> asked =
                PageRequest.check(request.getPageSize(), request.getPageToken(), InstanceId::new, violations);
        if (!violations.isEmpty() || asked.isEmpty()) {
            reply.fail(Statuses.invalid(violations));
            return;
        }
        PoolName name = new PoolName(request.getPool());
        PageRequest<InstanceId> page = asked.get();
        readings.ofPool(
                request.getPool(),
                freshness,
                machine -> machine.instances(name, page.after(), page.size() + 1),
                reply,
                (logIndex, views) -> {
                    Page<Instance> cut =
                            Page.cut(views, page.size(), view -> true, Messages::instance, PoolEndpoint::id);
                    return ListInstancesResponse.newBuilder()
                            .addAllInstances(cut.messages())
                            .setNextPageToken(cut.nextToken())
                            .setLogIndex(logIndex)
                            .build();
                });
    }

    @Override
    public void getInstance(GetInstanceRequest request, StreamObserver<GetInstanceResponse> observer) {
        Reply<GetInstanceResponse> reply = Reply.to(observer, lanes);
        Violations violations = new Violations();
        Fields.pool(request.getPool(), violations);
        Fields.instance(request.getInstanceId(), violations);
        Freshness freshness = Freshness.check(request.getConsistency(), request.getConsistencyValue(), violations);
        if (!violations.isEmpty()) {
            reply.fail(Statuses.invalid(violations));
            return;
        }
        InstanceId id = new InstanceId(request.getInstanceId());
        readings.ofInstance(
                new PoolName(request.getPool()),
                id,
                freshness,
                reply,
                (logIndex, view) -> GetInstanceResponse.newBuilder()
                        .setInstance(Messages.instance(view))
                        .setLogIndex(logIndex)
                        .build());
    }

    @Override
    public void getHistory(GetHistoryRequest request, StreamObserver<GetHistoryResponse> observer) {
        Reply<GetHistoryResponse> reply = Reply.to(observer, lanes);
        Checked<HistoryRequest> checked = HistoryRequest.check(request);
        if (checked instanceof Checked.Bad<HistoryRequest> bad) {
            reply.fail(bad.status());
        } else if (checked instanceof Checked.Good<HistoryRequest> good) {
            HistoryRequest asked = good.value();
            readings.ofPool(
                    request.getPool(),
                    asked.freshness(),
                    machine -> machine.history(asked.pool()),
                    reply,
                    (logIndex, kept) -> GetHistoryResponse.newBuilder()
                            .addAllChanges(asked.of(kept).stream()
                                    .map(Messages::change)
                                    .toList())
                            .setLogIndex(logIndex)
                            .build());
        }
    }

    @Override
    public void explain(ExplainRequest request, StreamObserver<ExplainResponse> observer) {
        Reply<ExplainResponse> reply = Reply.to(observer, lanes);
        Violations violations = new Violations();
        Fields.pool(request.getPool(), violations);
        Freshness freshness = Freshness.check(request.getConsistency(), request.getConsistencyValue(), violations);
        if (!violations.isEmpty()) {
            reply.fail(Statuses.invalid(violations));
            return;
        }
        PoolName name = new PoolName(request.getPool());
        readings.ofPool(request.getPool(), freshness, machine -> machine.explain(name), reply, Messages::explanation);
    }

    @Override
    public void updatePoolSettings(
            UpdatePoolSettingsRequest request, StreamObserver<UpdatePoolSettingsResponse> observer) {
        Reply<UpdatePoolSettingsResponse> reply = Reply.to(observer, lanes);
        Checked<Command.SetPoolSettings> checked = SettingsRequests.check(request);
        if (request.getValidateOnly() && checked instanceof Checked.Good<Command.SetPoolSettings> good) {
            foresee(good.value(), reply);
            return;
        }
        submitter.submit(
                checked, Failures.Repeat.AS_IT_IS, reply, Decision.SettingsInForce.class, PoolEndpoint::inForce);
    }

    private void foresee(Command.SetPoolSettings command, Reply<UpdatePoolSettingsResponse> reply) {
        readings.read(
                Freshness.LINEARIZABLE,
                machine -> machine.settingsAfter(command.pool(), command.change()),
                new Reads.Reader<>() {
                    @Override
                    public void answered(long logIndex, Decision foreseen) {
                        if (foreseen instanceof Decision.SettingsInForce settings) {
                            reply.send(() -> inForce(logIndex, settings));
                        } else if (foreseen instanceof Decision.Refused refused) {
                            reply.fail(Refusals.status(refused));
                        }
                    }

                    @Override
                    public void failed(Failure failure) {
                        reply.fail(readings.status(failure));
                    }
                });
    }

    private static UpdatePoolSettingsResponse inForce(long logIndex, Decision.SettingsInForce inForce) {
        return UpdatePoolSettingsResponse.newBuilder()
                .setSettings(Messages.settings(inForce.settings()))
                .addAllWarnings(SettingsWarnings.of(inForce.settings()))
                .setLogIndex(logIndex)
                .build();
    }

    @Override
    public void watch(WatchRequest request, StreamObserver<WatchResponse> observer) {
        ServerCallStreamObserver<WatchResponse> down = (ServerCallStreamObserver<WatchResponse>) observer;
        Checked<WatchTarget> checked = WatchTarget.check(request);
        if (checked instanceof Checked.Bad<WatchTarget> bad) {
            Status status = bad.status();
            down.onError(Statuses.thrown(status));
        } else if (checked instanceof Checked.Good<WatchTarget> good) {
            watches.open(good.value(), down);
        }
    }

    private static String name(PoolView view) {
        return view.name().value();
    }

    private static String id(InstanceView view) {
        return view.id().value();
    }
}
