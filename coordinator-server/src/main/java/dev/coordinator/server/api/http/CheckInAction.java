package dev.coordinator.server.api.http;

import com.google.protobuf.Message;
import com.google.rpc.Code;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.v1.CheckInRequest;
import dev.coordinator.v1.CheckInResponse;
import dev.coordinator.v1.Consistency;
import dev.coordinator.v1.GetPoolRequest;
import dev.coordinator.v1.GetPoolResponse;
import dev.coordinator.v1.PoolServiceGrpc;
import io.grpc.Channel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A check-in, whose answer waits for news if the client is willing to: until its own role or the pool's primary changes, the
 * time is over, or the next check-in is due.
 *
 * <p>It is decided when it arrives, as any other. Only its answer waits, at this node alone, so a change of the leader is
 * nothing to it.
 */
final class CheckInAction implements Action {

    private static final int SPREAD_MILLIS = 450;

    @SuppressWarnings("unchecked")
    private static final MethodDescriptor<Message, Message> GET_POOL =
            (MethodDescriptor<Message, Message>) (MethodDescriptor<?, ?>) PoolServiceGrpc.getGetPoolMethod();

    private final Rpc rpc;
    private final Channel channel;
    private final Waiters waiters;
    private final RpcAction plain;

    CheckInAction(Rpc rpc, Channel channel, Waiters waiters) {
        this.rpc = rpc;
        this.channel = channel;
        this.waiters = waiters;
        this.plain = RpcAction.plain(rpc, channel);
    }

    @Override
    public void handle(Request request, Exchange exchange) throws RefusedException {
        if (request.target().query().isEmpty()) {
            plain.handle(request, exchange);
            return;
        }
        RpcAction.requireJson(request, true);
        Map<String, List<String>> parameters = new HashMap<>(request.target().parameters());
        long mostMillis = WaitTime.parse(parameters.remove(WaitTime.PARAMETER)).toMillis();
        CheckInRequest checkIn = (CheckInRequest) rpc.request(request.path(), parameters, request.content());
        new Waiting(request, checkIn, exchange, mostMillis).begin();
    }

    /** One check-in that waits. All in the event loop of its connection. */
    private final class Waiting {

        private final Request request;
        private final CheckInRequest checkIn;
        private final Exchange exchange;
        private final long mostMillis;
        private final Optional<Waiter> waiter;
        private Optional<Future<?>> timer = Optional.empty();
        private boolean isOver;

        Waiting(Request request, CheckInRequest checkIn, Exchange exchange, long mostMillis) {
            this.request = request;
            this.checkIn = checkIn;
            this.exchange = exchange;
            this.mostMillis = mostMillis;
            this.waiter = waiter(checkIn);
        }

        void begin() {
            waiter.ifPresent(waiters::add);
            Runnable cancel = Calls.begin(
                    channel,
                    rpc.method(),
                    checkIn,
                    request,
                    answer -> exchange.inLoop(() -> decided((CheckInResponse) answer)),
                    problem -> exchange.inLoop(() -> end(Answer.of(problem))));
            if (!isOver) {
                exchange.whenGone(() -> {
                    leave();
                    cancel.run();
                });
            }
        }

        private void decided(CheckInResponse answer) {
            long millis = Math.min(mostMillis, answer.getNextCheckInMs());
            if (isOver || millis == 0 || waiter.isEmpty() || LateAnswer.isUrgent(answer)) {
                end(json(answer));
                return;
            }
            timer = Optional.of(exchange.schedule(
                    () -> end(json(LateAnswer.after(answer, millis))), millis, TimeUnit.MILLISECONDS));
            waiter.get().wakeAfter(answer.getLogIndex(), () -> exchange.inLoop(() -> changed(answer)));
        }

        /** What this node has applied is new enough: it has what woke this one. */
        private void changed(CheckInResponse answer) {
            if (isOver) {
                return;
            }
            leave();
            GetPoolRequest read = GetPoolRequest.newBuilder()
                    .setPool(checkIn.getPool())
                    .setConsistency(Consistency.CONSISTENCY_STALE)
                    .build();
            Metadata headers = CallerHeaders.of(request);
            headers.put(CallerHeaders.LATE_ANSWER_FOR, checkIn.getInstanceId());
            Calls.begin(
                    channel,
                    GET_POOL,
                    read,
                    headers,
                    pool -> exchange.answer(() -> late(answer, (GetPoolResponse) pool)),
                    problem -> exchange.answer(() -> problem.status().getCode() == Code.NOT_FOUND_VALUE
                            ? late(answer, GetPoolResponse.getDefaultInstance())
                            : Answer.of(problem)));
        }

        private Answer late(CheckInResponse answer, GetPoolResponse pool) {
            int spread = ThreadLocalRandom.current().nextInt(SPREAD_MILLIS);
            return json(LateAnswer.changed(answer, checkIn.getInstanceId(), pool, spread));
        }

        private void end(Answer answer) {
            leave();
            exchange.answer(answer);
        }

        private void leave() {
            isOver = true;
            waiter.ifPresent(waiters::remove);
            timer.ifPresent(running -> running.cancel(false));
        }
    }

    /** Names that aren't allowed are refused by the call. */
    private static Optional<Waiter> waiter(CheckInRequest checkIn) {
        try {
            return Optional.of(new Waiter(new PoolName(checkIn.getPool()), new InstanceId(checkIn.getInstanceId())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Answer json(CheckInResponse answer) {
        return Answer.json(Json.print(answer));
    }
}
