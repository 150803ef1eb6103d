package dev.coordinator.server.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * YAML turned into what was written and where. The only class that knows the YAML library.
 *
 * <p>Scalars stay text: what a key means is decided by the key, so {@code 1e3} or {@code 0o17} is never a surprise.
 * Anchors and aliases are refused; a file of this size needs none, and without them there are no loops.
 */
final class YamlText {

    private final String label;
    private final Problems problems;

    private YamlText(String label, Problems problems) {
        this.label = label;
        this.problems = problems;
    }

    /**
     * Reads one document; empty if it isn't YAML, which {@code problems} then says.
     *
     * @param label the file or variable, to which line and column are added
     */
    static Optional<Written> parse(String label, String text, Problems problems) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(label)
                .setAllowNonScalarKeys(true) // refused below, with their place
                .build();
        try {
            Optional<Node> root = new Compose(settings).composeString(text);
            return Optional.of(root.map(node -> new YamlText(label, problems).convert("", node))
                    .orElseGet(() -> new Written.Nothing(label)));
        } catch (MarkedYamlEngineException e) {
            problems.addAt(place(label, e.getProblemMark()), "is not YAML: " + e.getProblem());
            return Optional.empty();
        } catch (YamlEngineException e) {
            problems.addAt(label, "is not YAML: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Written convert(String path, Node node) {
        String where = place(label, node.getStartMark());
        if (node.getAnchor().isPresent()) {
            problems.addAt(where, "anchors (&) and aliases (*) can't be used here; write the value out");
            return new Written.Nothing(where);
        }
        if (node instanceof MappingNode mapping) {
            return new Written.Section(entries(path, mapping), where);
        }
        if (node instanceof SequenceNode sequence) {
            return new Written.Items(items(path, sequence), where);
        }
        return node.getTag().equals(Tag.NULL)
                ? new Written.Nothing(where)
                : new Written.Scalar(((ScalarNode) node).getValue(), where);
    }

    private List<Written> items(String path, SequenceNode sequence) {
        List<Written> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(convert(path + "[" + items.size() + "].", item));
        }
        return items;
    }

    private List<Written.Entry> entries(String path, MappingNode mapping) {
        List<Written.Entry> entries = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String where = place(label, tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.addAt(where, "a key must be a word");
                continue;
            }
            String name = key.getValue();
            Integer first = lines.putIfAbsent(name, line(key));
            if (first != null) {
                problems.addAt(where, path + name + ": is written twice, first on line " + first);
            } else {
                String below = tuple.getValueNode() instanceof MappingNode ? path + name + "." : path + name;
                entries.add(new Written.Entry(name, where, convert(below, tuple.getValueNode())));
            }
        }
        return entries;
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    private static String place(String label, Optional<Mark> mark) {
        return mark.map(m -> label + ":" + (m.getLine() + 1) + ":" + (m.getColumn() + 1))
                .orElse(label);
    }
}
