package dev.coordinator.server.api.http;

import com.google.api.AnnotationsProto;
import com.google.api.HttpRule;
import com.google.protobuf.Descriptors;
import com.google.protobuf.Message;
import dev.coordinator.v1.ClusterOperationsServiceGrpc;
import dev.coordinator.v1.ClusterServiceGrpc;
import dev.coordinator.v1.LeaseServiceGrpc;
import dev.coordinator.v1.PoolOperationsServiceGrpc;
import dev.coordinator.v1.PoolServiceGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import java.util.Optional;

/** The calls that have a route, as the protos say. */
final class Rpcs {

    private static final List<ServiceDescriptor> SERVICES = List.of(
            LeaseServiceGrpc.getServiceDescriptor(),
            PoolServiceGrpc.getServiceDescriptor(),
            PoolOperationsServiceGrpc.getServiceDescriptor(),
            ClusterServiceGrpc.getServiceDescriptor(),
            ClusterOperationsServiceGrpc.getServiceDescriptor());

    private Rpcs() {}

    /** In the order of the protos. */
    static List<Rpc> all() {
        return SERVICES.stream()
                .flatMap(service -> service.getMethods().stream())
                .flatMap(method -> rpc(method).stream())
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static Optional<Rpc> rpc(MethodDescriptor<?, ?> method) {
        if (!(method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier schema)) {
            return Optional.empty();
        }
        Descriptors.MethodDescriptor described = schema.getMethodDescriptor();
        if (!described.getOptions().hasExtension(AnnotationsProto.http)) {
            return Optional.empty();
        }
        HttpRule rule = described.getOptions().getExtension(AnnotationsProto.http);
        return Optional.of(new Rpc(
                http(rule),
                PathTemplate.parse(path(rule)),
                rule.getBody(),
                (MethodDescriptor<Message, Message>) method,
                described));
    }

    /** @throws IllegalArgumentException if no proto describes the method */
    static Rpc of(MethodDescriptor<Message, Message> method, HttpMethod http, String path, String body) {
        if (method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier schema) {
            return new Rpc(http, PathTemplate.parse(path), body, method, schema.getMethodDescriptor());
        }
        throw new IllegalArgumentException("no proto describes " + method.getFullMethodName());
    }

    private static HttpMethod http(HttpRule rule) {
        return switch (rule.getPatternCase()) {
            case GET -> HttpMethod.GET;
            case PUT -> HttpMethod.PUT;
            case POST -> HttpMethod.POST;
            case DELETE -> HttpMethod.DELETE;
            case PATCH -> HttpMethod.PATCH;
            case CUSTOM, PATTERN_NOT_SET -> throw new IllegalStateException("no method of HTTP: " + rule);
        };
    }

    private static String path(HttpRule rule) {
        return switch (rule.getPatternCase()) {
            case GET -> rule.getGet();
            case PUT -> rule.getPut();
            case POST -> rule.getPost();
            case DELETE -> rule.getDelete();
            case PATCH -> rule.getPatch();
            case CUSTOM, PATTERN_NOT_SET -> throw new IllegalStateException("no path of HTTP: " + rule);
        };
    }
}
