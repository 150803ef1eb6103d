package dev.coordinator.server.api;

import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.v1.CallOffHandoverRequest;
import dev.coordinator.v1.CallOffHandoverResponse;
import dev.coordinator.v1.CancelSwitchOverRequest;
import dev.coordinator.v1.CancelSwitchOverResponse;
import dev.coordinator.v1.CordonRequest;
import dev.coordinator.v1.CordonResponse;
import dev.coordinator.v1.DeletePoolRequest;
import dev.coordinator.v1.DeletePoolResponse;
import dev.coordinator.v1.EvictRequest;
import dev.coordinator.v1.EvictResponse;
import dev.coordinator.v1.FailOverRequest;
import dev.coordinator.v1.FailOverResponse;
import dev.coordinator.v1.Outlook;
import dev.coordinator.v1.PauseRequest;
import dev.coordinator.v1.PauseResponse;
import dev.coordinator.v1.PoolOperationsServiceGrpc;
import dev.coordinator.v1.ResumeRequest;
import dev.coordinator.v1.ResumeResponse;
import dev.coordinator.v1.ScheduleSwitchOverRequest;
import dev.coordinator.v1.ScheduleSwitchOverResponse;
import dev.coordinator.v1.SwitchOverRequest;
import dev.coordinator.v1.SwitchOverResponse;
import dev.coordinator.v1.UncordonRequest;
import dev.coordinator.v1.UncordonResponse;
import io.grpc.stub.StreamObserver;
import java.util.function.Function;

/** An operator's words. */
final class OperationEndpoint extends PoolOperationsServiceGrpc.PoolOperationsServiceImplBase {

    private final Submitter submitter;
    private final Lanes lanes;

    OperationEndpoint(Submitter submitter, Lanes lanes) {
        this.submitter = submitter;
        this.lanes = lanes;
    }

    @Override
    public void switchOver(SwitchOverRequest request, StreamObserver<SwitchOverResponse> observer) {
        submit(
                OperationRequests.check(request),
                Failures.Repeat.AFTER_A_LOOK,
                observer,
                outlook -> SwitchOverResponse.newBuilder().setOutlook(outlook).build());
    }

    @Override
    public void scheduleSwitchOver(
            ScheduleSwitchOverRequest request, StreamObserver<ScheduleSwitchOverResponse> observer) {
        submit(
                OperationRequests.check(request),
                Failures.Repeat.AS_IT_IS,
                observer,
                outlook -> ScheduleSwitchOverResponse.newBuilder()
                        .setOutlook(outlook)
                        .build());
    }

    @Override
    public void cancelSwitchOver(CancelSwitchOverRequest request, StreamObserver<CancelSwitchOverResponse> observer) {
        submit(
                OperationRequests.check(request),
                Failures.Repeat.AS_IT_IS,
                observer,
                outlook -> CancelSwitchOverResponse.newBuilder()
                        .setOutlook(outlook)
                        .build());
    }

    @Override
    public void failOver(FailOverRequest request, StreamObserver<FailOverResponse> observer) {
        submit(
                OperationRequests.check(request),
                Failures.Repeat.AFTER_A_LOOK,
                observer,
                outlook -> FailOverResponse.newBuilder().setOutlook(outlook).build());
    }

    @Override
    public void callOffHandover(CallOffHandoverRequest request, StreamObserver<CallOffHandoverResponse> observer) {
        submit(
                OperationRequests.check(request),
                Failures.Repeat.AS_IT_IS,
                observer,
                outlook ->
                        CallOffHandoverResponse.newBuilder().setOutlook(outlook).build());
    }

    @Override
    public void pause(PauseRequest request, StreamObserver<PauseResponse> observer) {
        submit(
                OperationRequests.check(request),
                Failures.Repeat.AS_IT_IS,
                observer,
                outlook -> PauseResponse.newBuilder().setOutlook(outlook).build());
    }

    @Override
    public void resume(ResumeRequest request, StreamObserver<ResumeResponse> observer) {
        submit(
                OperationRequests.check(request),
                Failures.Repeat.AS_IT_IS,
                observer,
                outlook -> ResumeResponse.newBuilder().setOutlook(outlook).build());
    }

    @Override
    public void cordon(CordonRequest request, StreamObserver<CordonResponse> observer) {
        submit(
                OperationRequests.check(request),
                Failures.Repeat.AS_IT_IS,
                observer,
                outlook -> CordonResponse.newBuilder().setOutlook(outlook).build());
    }

    @Override
    public void uncordon(UncordonRequest request, StreamObserver<UncordonResponse> observer) {
        submit(
                OperationRequests.check(request),
                Failures.Repeat.AS_IT_IS,
                observer,
                outlook -> UncordonResponse.newBuilder().setOutlook(outlook).build());
    }

    @Override
    public void evict(EvictRequest request, StreamObserver<EvictResponse> observer) {
        submit(
                OperationRequests.check(request),
                request.getIncarnation() == 0 ? Failures.Repeat.AFTER_A_LOOK : Failures.Repeat.AS_IT_IS,
                observer,
                outlook -> EvictResponse.newBuilder().setOutlook(outlook).build());
    }

    @Override
    public void deletePool(DeletePoolRequest request, StreamObserver<DeletePoolResponse> observer) {
        submit(
                OperationRequests.check(request),
                Failures.Repeat.AFTER_A_LOOK,
                observer,
                outlook -> DeletePoolResponse.newBuilder().setOutlook(outlook).build());
    }

    private <R> void submit(
            Checked<Command.Operate> request,
            Failures.Repeat repeat,
            StreamObserver<R> observer,
            Function<Outlook, R> response) {
        submitter.submit(
                request,
                repeat,
                Reply.to(observer, lanes),
                Decision.Operated.class,
                (logIndex, operated) -> response.apply(outlook(logIndex, operated)));
    }

    private static Outlook outlook(long logIndex, Decision.Operated operated) {
        Outlook.Builder outlook = Outlook.newBuilder()
                .setPrimary(operated.primary().map(InstanceId::value).orElse(""))
                .setSuccessor(operated.successor().map(InstanceId::value).orElse(""))
                .setLogIndex(logIndex);
        operated.withinMillis().ifPresent(millis -> outlook.setWithinMs(Math.max(0, millis)));
        return outlook.build();
    }
}
