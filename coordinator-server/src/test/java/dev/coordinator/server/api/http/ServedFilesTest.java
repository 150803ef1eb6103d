package dev.coordinator.server.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What is served beside the calls says what the routes are. After a change of the protos: {@code mvn test
 * -pl coordinator-server -am -Dtest=ServedFilesTest -Dhttp.files=write} writes the files anew.
 */
final class ServedFilesTest {

    private static final Path RESOURCES = root().resolve("src/main/resources/dev/coordinator/server/api/http");

    @Test
    void openApiIsWhatTheRoutesAre() throws IOException {
        assertIsCommitted("openapi.json", new OpenApi(Comments.read()).document(Rpcs.all(), Probe.ALL));
    }

    @Test
    void thePageHasEveryRoute() throws IOException {
        assertIsCommitted("index.html", ApiPage.html(Rpcs.all(), Probe.ALL, Comments.read()));
    }

    @Test
    void everyCallOfOneAnswerHasARoute() throws IOException {
        List<String> routed =
                Rpcs.all().stream().map(rpc -> rpc.described().getFullName()).toList();
        try (InputStream in = Comments.class.getResourceAsStream("/dev/coordinator/protos.binpb")) {
            for (FileDescriptorProto file : FileDescriptorSet.parseFrom(in).getFileList()) {
                if (file.getPackage().equals("coordinator.v1")) {
                    file.getServiceList()
                            .forEach(service -> assertThat(service.getMethodList().stream()
                                            .filter(method -> !isStream(method))
                                            .map(method ->
                                                    "coordinator.v1." + service.getName() + "." + method.getName()))
                                    .isSubsetOf(routed));
                }
            }
        }
        assertThat(routed).hasSizeGreaterThan(20);
    }

    private static boolean isStream(MethodDescriptorProto method) {
        return method.getClientStreaming() || method.getServerStreaming();
    }

    private static void assertIsCommitted(String name, String content) throws IOException {
        Path file = RESOURCES.resolve(name);
        if ("write".equals(System.getProperty("http.files"))) {
            Files.writeString(file, content);
        }
        assertThat(Files.readString(file)).isEqualTo(content);
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("coordinator-server")) ? here.resolve("coordinator-server") : here;
    }
}
