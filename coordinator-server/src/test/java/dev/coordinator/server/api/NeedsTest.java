package dev.coordinator.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import dev.coordinator.v1.BackupProto;
import dev.coordinator.v1.ClusterProto;
import dev.coordinator.v1.LeaseProto;
import dev.coordinator.v1.OperationProto;
import dev.coordinator.v1.PoolProto;
import io.grpc.MethodDescriptor.Marshaller;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every call of the API takes a permission that somebody has decided on. */
final class NeedsTest {

    private static final List<FileDescriptor> API = List.of(
            LeaseProto.getDescriptor(),
            PoolProto.getDescriptor(),
            OperationProto.getDescriptor(),
            ClusterProto.getDescriptor(),
            BackupProto.getDescriptor());

    private final Needs needs = new Needs();

    @Test
    void everyCallTakesAPermission() {
        assertThat(calls())
                .hasSizeGreaterThan(30)
                .allSatisfy(call -> assertThatCode(() -> needs.of(method(call)))
                        .as(call.getFullName())
                        .doesNotThrowAnyException());
    }

    @Test
    void callThatNobodyThoughtOfIsNotServed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> needs.of(method("coordinator.v1.PoolService/Forget")))
                .withMessageContaining("coordinator.v1.PoolService/Forget");
    }

    private static Stream<MethodDescriptor> calls() {
        return API.stream()
                .flatMap(file -> file.getServices().stream())
                .flatMap(service -> service.getMethods().stream());
    }

    private static io.grpc.MethodDescriptor<?, ?> method(MethodDescriptor call) {
        return method(call.getService().getFullName() + "/" + call.getName());
    }

    private static io.grpc.MethodDescriptor<?, ?> method(String name) {
        return io.grpc.MethodDescriptor.newBuilder(new Nothing(), new Nothing())
                .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(name)
                .build();
    }

    private static final class Nothing implements Marshaller<Object> {
        @Override
        public InputStream stream(Object value) {
            return InputStream.nullInputStream();
        }

        @Override
        public Object parse(InputStream stream) {
            return this;
        }
    }
}
