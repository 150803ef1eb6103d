package dev.coordinator.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A list of {@code {id, raft, api}}. */
final class NodeListForm implements Form<NodeList> {

    private static final List<String> FIELDS = List.of("id", "raft", "api");
    private static final Form<HostPort> ADDRESS = Forms.address();

    @Override
    public Class<NodeList> type() {
        return NodeList.class;
    }

    @Override
    public Optional<NodeList> read(String key, Written value, Problems problems) {
        if (!(value instanceof Written.Items list)) {
            problems.add(key, "must be a list of {id, raft, api}, not " + value.described());
            return Optional.empty();
        }
        int before = problems.count();
        List<ClusterNode> nodes = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            node(key + "[" + i + "]", list.items().get(i), problems).ifPresent(nodes::add);
        }
        boolean all = nodes.size() == list.items().size();
        NodeList read = new NodeList(nodes);
        if (all) {
            read.check(problems::add);
        }
        return problems.count() == before ? Optional.of(read) : Optional.empty();
    }

    @Override
    public Optional<String> refusal(NodeList value) {
        return value.brokenRules().stream().findFirst();
    }

    @Override
    public String limits() {
        return "1 to " + NodeList.MOST + " nodes";
    }

    @Override
    public String write(NodeList value) {
        return value.nodes().toString();
    }

    private static Optional<ClusterNode> node(String key, Written value, Problems problems) {
        return SectionFields.of(key, value, "a node", "{id, raft, api}", FIELDS, problems)
                .flatMap(fields -> {
                    Optional<String> id = fields.required("id", Keys.NODE_ID_FORM);
                    Optional<HostPort> raft =
                            fields.required("raft", ADDRESS).filter(a -> reachable(key, "raft", a, problems));
                    Optional<HostPort> api =
                            fields.required("api", ADDRESS).filter(a -> reachable(key, "api", a, problems));
                    return id.isPresent() && raft.isPresent() && api.isPresent()
                            ? Optional.of(new ClusterNode(id.get(), raft.get(), api.get()))
                            : Optional.empty();
                });
    }

    private static boolean reachable(String key, String name, HostPort address, Problems problems) {
        ClusterNode.unreachable(address).ifPresent(why -> problems.add(key + "." + name, why));
        return !address.isWildcard();
    }
}
