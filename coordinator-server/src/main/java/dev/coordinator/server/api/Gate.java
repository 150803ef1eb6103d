package dev.coordinator.server.api;

import com.google.protobuf.Message;
import com.google.rpc.Status;
import dev.coordinator.server.access.AccessControl;
import dev.coordinator.server.access.Login;
import dev.coordinator.server.access.Need;
import dev.coordinator.server.access.Open;
import dev.coordinator.server.access.Presented;
import dev.coordinator.server.access.Refusal;
import dev.coordinator.server.access.Verb;
import dev.coordinator.server.api.http.CallerHeaders;
import dev.coordinator.server.api.http.PlainRoute;
import io.grpc.BindableService;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The one place that all calls pass, those of HTTP too: who is it, and may they. What is denied never reaches a service.
 *
 * <p>A call of one message is asked about once; a stream again and again, for as long as it lasts: by {@link #review}, and a
 * session with each of its messages.
 */
final class Gate {

    private final Optional<AccessControl> access;
    private final Audit audit;
    private final Lanes lanes;
    private final Needs needs = new Needs();
    private final Set<GuardedCall<?, ?>> streams = ConcurrentHashMap.newKeySet();

    Gate(Entrance entrance, Lanes lanes) {
        this.access = entrance.access();
        this.audit = entrance.audit();
        this.lanes = lanes;
    }

    Optional<AccessControl> access() {
        return access;
    }

    /** A service of ours, whose every call takes a permission. */
    ServerServiceDefinition guard(BindableService service) {
        ServerServiceDefinition plain = service.bindService();
        plain.getMethods().forEach(method -> needs.of(method.getMethodDescriptor()));
        return ServerInterceptors.intercept(plain, new ServerInterceptor() {
            @Override
            public <Q, R> ServerCall.Listener<Q> interceptCall(
                    ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
                return enter(call, headers, next);
            }
        });
    }

    /** As above, where nothing is to be done unless somebody checks: what is called most often, and no operator's word. */
    ServerServiceDefinition guardWhereChecked(BindableService service) {
        return access.isPresent() ? guard(service) : service.bindService();
    }

    /** A library's service, for whoever is known; for everybody, if it is left open. */
    ServerServiceDefinition guard(BindableService service, Open what) {
        return ServerInterceptors.intercept(service, new ServerInterceptor() {
            @Override
            public <Q, R> ServerCall.Listener<Q> interceptCall(
                    ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
                Optional<Status> refusal =
                        access.isEmpty() || access.get().isOpen(what) ? Optional.empty() : unknown(call, headers);
                return refusal.isPresent() ? refused(call, refusal.get()) : next.startCall(call, headers);
            }
        });
    }

    private Optional<Status> unknown(ServerCall<?, ?> call, Metadata headers) {
        Peer peer = Peer.of(call, headers);
        return identify(peer, headers, call.getMethodDescriptor()) instanceof Login.Refused refused
                ? Optional.of(Denials.unauthenticated(refused.refusal()))
                : Optional.empty();
    }

    /** A page of HTTP, for those who may do this; for everybody, if it is left open. */
    PlainRoute guard(PlainRoute page, Need need, Open what) {
        return page.guarded(headers -> access.filter(control -> !control.isOpen(what))
                .flatMap(control -> refusal(headers, need, page.path())));
    }

    private Optional<Status> refusal(Metadata headers, Need need, String path) {
        Peer peer = Peer.behind(headers);
        Login login = identify(peer, headers, path);
        if (login instanceof Login.Known known) {
            return refusal(new Caller(peer, Optional.of(known.identity())), need, path);
        }
        return Optional.of(Denials.unauthenticated(((Login.Refused) login).refusal()));
    }

    private <Q, R> ServerCall.Listener<Q> enter(ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        Peer peer = Peer.of(call, headers);
        Caller caller = new Caller(peer, Optional.empty());
        if (access.isPresent()) {
            Login login = identify(peer, headers, call.getMethodDescriptor());
            if (login instanceof Login.Refused refused) {
                return refused(call, Denials.unauthenticated(refused.refusal()));
            }
            caller = new Caller(peer, Optional.of(((Login.Known) login).identity()));
        }
        Optional<Status> refusal = refusal(caller, call.getMethodDescriptor());
        if (refusal.isPresent()) {
            return refused(call, refusal.get());
        }
        GuardedCall<Q, R> guarded = new GuardedCall<>(this, call, caller, need(call, peer, headers), lanes.current());
        if (!call.getMethodDescriptor().getType().equals(MethodDescriptor.MethodType.UNARY)) {
            streams.add(guarded);
        }
        Context context = Context.current().withValue(Caller.KEY, caller);
        return guarded.listening(Contexts.interceptCall(context, guarded, headers, next));
    }

    /** Whoever may not check in at all has no use for a session, and may not take the place of those who have. */
    private Optional<Status> refusal(Caller caller, MethodDescriptor<?, ?> method) {
        return method.getType().clientSendsOneMessage()
                ? Optional.empty()
                : refusal(caller, Need.ofSomePool(Verb.CHECK_IN), String.valueOf(method.getBareMethodName()));
    }

    private Function<Message, Need> need(ServerCall<?, ?> call, Peer peer, Metadata headers) {
        String instance = peer.byHttp() ? headers.get(CallerHeaders.LATE_ANSWER_FOR) : null;
        return instance == null
                ? needs.of(call.getMethodDescriptor())
                : message -> Need.checkIn(SessionRights.poolOf(message), instance);
    }

    private static <Q> ServerCall.Listener<Q> refused(ServerCall<Q, ?> call, Status why) {
        CallEnd.with(call, why);
        return new ServerCall.Listener<>() {};
    }

    private Login identify(Peer peer, Metadata headers, MethodDescriptor<?, ?> method) {
        return identify(peer, headers, String.valueOf(method.getBareMethodName()));
    }

    private Login identify(Peer peer, Metadata headers, String call) {
        Login login = access.orElseThrow()
                .identify(new Presented(
                        Optional.ofNullable(headers.get(CallerHeaders.AUTHORIZATION)),
                        peer.certificateNames(),
                        peer.isLocal(),
                        peer.address()));
        if (login instanceof Login.Refused refused) {
            tell(peer, call, refused.refusal());
        }
        return login;
    }

    /** Nothing, where so many fail that lines would be no help. */
    private void tell(Peer peer, String call, Refusal refusal) {
        if (refusal.reason() != Refusal.Reason.TOO_MANY_FAILURES) {
            audit.record(new Audit.Entry(
                    Audit.Kind.UNAUTHENTICATED,
                    "-",
                    "-",
                    peer.address(),
                    edge(peer),
                    call,
                    "-",
                    "",
                    "",
                    "",
                    refusal.reason().name(),
                    refusal.message()));
        }
    }

    /** As below, before anything was asked for: whether they still are who they were. */
    Optional<Status> refusal(Caller caller, Optional<Need> need, String call) {
        if (need.isPresent()) {
            return refusal(caller, need.get(), call);
        }
        return caller.ended().map(ended -> {
            tell(caller.peer(), call, ended);
            return Denials.unauthenticated(ended);
        });
    }

    /** Why somebody may not go on; empty: they may. What is denied is put on record. */
    Optional<Status> refusal(Caller caller, Need need, String call) {
        if (caller.may(need)) {
            return Optional.empty();
        }
        Optional<Refusal> ended = caller.ended();
        if (ended.isPresent()) {
            tell(caller.peer(), call, ended.get());
            return Optional.of(Denials.unauthenticated(ended.get()));
        }
        Status why = Denials.denied(caller.principal(), need);
        if (access.orElseThrow().denied(caller.principal(), need.verb())) {
            audit.record(entry(Audit.Kind.DENIED, caller, call, need, "", "PERMISSION_DENIED", why.getMessage()));
        }
        return Optional.of(why);
    }

    /** Somebody's word was taken, and this is what became of it. */
    void done(Caller caller, String call, Need need, String request, io.grpc.Status outcome) {
        String why = Optional.ofNullable(outcome.getDescription()).orElse("");
        audit.record(entry(
                Audit.Kind.OPERATION,
                caller,
                call,
                need,
                request,
                outcome.getCode().name(),
                why));
    }

    private static Audit.Entry entry(
            Audit.Kind kind, Caller caller, String call, Need need, String request, String outcome, String why) {
        return new Audit.Entry(
                kind,
                caller.principal(),
                caller.credential(),
                caller.peer().address(),
                edge(caller.peer()),
                call,
                need.verb().word(),
                need.pool(),
                need.instance(),
                request,
                outcome,
                why);
    }

    private static String edge(Peer peer) {
        return peer.byHttp() ? "http" : "grpc";
    }

    void ended(GuardedCall<?, ?> call) {
        streams.remove(call);
    }

    /** Ends the streams of those who may not have them any more. */
    void review() {
        if (access.isPresent()) {
            streams.forEach(GuardedCall::review);
        }
    }
}
