package dev.coordinator.cli.cluster;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import dev.coordinator.cli.text.Json;
import java.util.List;

/** The verdict and every node's own answer, for scripts. */
public final class NodeJson {

    private NodeJson() {}

    public static Struct of(Verdict verdict, List<NodeView> nodes) {
        ListValue.Builder list = ListValue.newBuilder();
        nodes.forEach(node ->
                list.addValues(Value.newBuilder().setStructValue(of(node)).build()));
        return Struct.newBuilder()
                .putFields(
                        "clusterId",
                        text(verdict.oneCluster() ? verdict.clusters().get(0) : ""))
                .putFields("leaderId", text(verdict.quorum() ? verdict.leader() : ""))
                .putFields("quorum", truth(verdict.quorum()))
                .putFields("nodes", Value.newBuilder().setListValue(list).build())
                .build();
    }

    private static Struct of(NodeView node) {
        Struct.Builder json = Struct.newBuilder()
                .putFields("nodeId", text(node.nodeId()))
                .putFields("apiAddress", text(node.apiAddress()))
                .putFields("reachable", truth(node.status().isPresent()))
                .putFields("problem", text(node.trouble()));
        node.status().ifPresent(status -> {
            Struct.Builder answer = Struct.newBuilder();
            try {
                JsonFormat.parser().merge(Json.line(status), answer);
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("an answer's JSON can't be read back", e);
            }
            json.putFields("status", Value.newBuilder().setStructValue(answer).build());
        });
        return json.build();
    }

    private static Value text(String text) {
        return Value.newBuilder().setStringValue(text).build();
    }

    private static Value truth(boolean truth) {
        return Value.newBuilder().setBoolValue(truth).build();
    }
}
