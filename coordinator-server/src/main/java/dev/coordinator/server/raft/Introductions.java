package dev.coordinator.server.raft;

import dev.coordinator.server.membership.Introduction;
import dev.coordinator.server.roster.FolderId;
import dev.coordinator.server.roster.NodeId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * "Who is there?" from node to node, and the answer, which is one line of text.
 *
 * <p>Words after those that are known are passed over, and a last one that is missing means that the node is ready.
 *
 * <p>The question is a request of the cluster's name with a question mark, which no cluster's id has.
 */
final class Introductions {

    private static final byte[] NOTHING = {};
    private static final String ASIDE = "aside";
    private static final String READY = "ready";

    private Introductions() {}

    static PeerRequest question(String clusterId) {
        return new PeerRequest(clusterId + "?", NOTHING);
    }

    static boolean isQuestion(PeerRequest request, String clusterId) {
        return request.clusterId().equals(clusterId + "?");
    }

    static byte[] toBytes(Introduction introduction) {
        return String.join(
                        " ",
                        introduction.node().value(),
                        introduction.folder().toString(),
                        Long.toString(introduction.lastLogIndex()),
                        introduction.aside() ? ASIDE : READY)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Absent if these are not the bytes of an introduction. */
    static Optional<Introduction> parse(byte[] bytes) {
        List<String> words = List.of(new String(bytes, StandardCharsets.UTF_8).split(" ", -1));
        try {
            return Optional.of(new Introduction(
                    new NodeId(words.get(0)),
                    new FolderId(Integer.parseInt(words.get(1))),
                    Long.parseLong(words.get(2)),
                    words.size() > 3 && words.get(3).equals(ASIDE)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException notAnIntroduction) {
            return Optional.empty();
        }
    }
}
