package dev.coordinator.client.fencing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page whose blocks of code repeat regions of sources.
 *
 * <p>{@code <!-- SqlFence.java: fence -->} on the line before a block says which region. Blocks of the language "text" or
 * without one are prose.
 */
record Page(List<Block> blocks) {

    private static final Pattern BLOCK =
            Pattern.compile("^(?:<!-- (\\S+: \\S+) -->\\n)?```(\\w*)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern REGION = Pattern.compile(
            "^ *(?://|--) region (\\S+)\\n(.*?)^ *(?://|--) endregion$", Pattern.DOTALL | Pattern.MULTILINE);

    /** One block, the region that it names, and the line it begins in. */
    record Block(Optional<String> region, String language, String code, int line) {

        boolean isCode() {
            return !language.isEmpty() && !language.equals("text");
        }
    }

    static Page of(String markdown) {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(markdown);
        while (matcher.find()) {
            int line = (int) markdown.substring(0, matcher.start()).lines().count() + 1;
            blocks.add(new Block(Optional.ofNullable(matcher.group(1)), matcher.group(2), matcher.group(3), line));
        }
        return new Page(blocks);
    }

    /** The regions of a source, named as a page names them. */
    static Map<String, String> regions(String file, String source) {
        Map<String, String> regions = new TreeMap<>();
        Matcher matcher = REGION.matcher(source);
        while (matcher.find()) {
            regions.put(
                    file + ": " + matcher.group(1),
                    matcher.group(2).stripTrailing().stripIndent() + "\n");
        }
        return regions;
    }

    /** What is to be mended on the page, one complaint each. */
    List<String> complaints(Map<String, String> regions) {
        List<String> complaints = new ArrayList<>();
        Set<String> unused = new TreeSet<>(regions.keySet());
        for (Block block : blocks) {
            block.region().ifPresent(unused::remove);
            if (block.isCode()) {
                complaint(block, regions).ifPresent(text -> complaints.add("line " + block.line() + ": " + text));
            }
        }
        unused.forEach(region -> complaints.add("the region " + region + " is not on the page"));
        return complaints;
    }

    private static Optional<String> complaint(Block block, Map<String, String> regions) {
        if (block.region().isEmpty()) {
            return Optional.of("say before the block which region it repeats: <!-- FILE: REGION -->");
        }
        String name = block.region().get();
        if (!regions.containsKey(name)) {
            return Optional.of("there is no region " + name + ", only " + regions.keySet());
        }
        String region = regions.get(name);
        return block.code().equals(region)
                ? Optional.empty()
                : Optional.of(
                        "the block differs from the region " + name + ", which is tested; write into it:\n" + region);
    }
}
