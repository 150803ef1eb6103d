package dev.coordinator.server.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        problems.located(key, value.where());
        if (!(value instanceof Written.Section section)) {
            problems.add(key, "must be {id, raft, api}, not " + value.described());
            return Optional.empty();
        }
        Map<String, Written> fields = fields(key, section, problems);
        Optional<String> id = field(key, "id", Keys.NODE_ID_FORM, fields, problems);
        Optional<HostPort> raft =
                field(key, "raft", ADDRESS, fields, problems).filter(a -> reachable(key, "raft", a, problems));
        Optional<HostPort> api =
                field(key, "api", ADDRESS, fields, problems).filter(a -> reachable(key, "api", a, problems));
        return id.isPresent() && raft.isPresent() && api.isPresent()
                ? Optional.of(new ClusterNode(id.get(), raft.get(), api.get()))
                : Optional.empty();
    }

    private static Map<String, Written> fields(String key, Written.Section section, Problems problems) {
        Map<String, Written> fields = new HashMap<>();
        for (Written.Entry entry : section.entries()) {
            if (FIELDS.contains(entry.name())) {
                fields.put(entry.name(), entry.value());
            } else {
                problems.addAt(
                        entry.where(),
                        key + "." + entry.name() + ": is not a key; a node has " + String.join(", ", FIELDS));
            }
        }
        return fields;
    }

    private static <T> Optional<T> field(
            String key, String name, Form<T> form, Map<String, Written> fields, Problems problems) {
        Written value = fields.get(name);
        if (value == null) {
            problems.add(key, "has no " + name + "; a node has " + String.join(", ", FIELDS));
            return Optional.empty();
        }
        String path = key + "." + name;
        problems.located(path, value.where());
        return form.read(path, value, problems);
    }

    private static boolean reachable(String key, String name, HostPort address, Problems problems) {
        ClusterNode.unreachable(address).ifPresent(why -> problems.add(key + "." + name, why));
        return !address.isWildcard();
    }
}
