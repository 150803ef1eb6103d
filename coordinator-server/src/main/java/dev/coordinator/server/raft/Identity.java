package dev.coordinator.server.raft;

import dev.coordinator.server.roster.FolderId;
import dev.coordinator.server.roster.NodeId;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Whose data a folder holds.
 *
 * <p>As text, one {@code name=value} a line, the checksum of all lines before it last, so that a person can read it.
 *
 * @param format of the whole folder, above 0
 * @param folder which of the node's folders this is; that of a node which a cluster began with is the first
 */
record Identity(int format, String clusterId, NodeId node, FolderId folder) {

    static final int FORMAT = 1;

    private static final String CHECKSUM = "crc32c=";

    boolean isOf(String cluster, NodeId which) {
        return clusterId.equals(cluster) && node.equals(which);
    }

    byte[] toBytes() {
        String lines = "format=" + format + "\ncluster=" + clusterId + "\nnode=" + node + "\nfolder=" + folder + "\n";
        return (lines + CHECKSUM + checksum(lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Absent if the bytes are damaged. A newer format is read as far as its number. */
    static Optional<Identity> parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.lastIndexOf(CHECKSUM);
        if (end < 0 || !text.substring(end).equals(CHECKSUM + checksum(text.substring(0, end)) + "\n")) {
            return Optional.empty();
        }
        Map<String, String> fields = fields(text.substring(0, end));
        try {
            return Optional.of(new Identity(
                    Integer.parseInt(fields.getOrDefault("format", "")),
                    fields.getOrDefault("cluster", ""),
                    new NodeId(fields.getOrDefault("node", "")),
                    new FolderId(Integer.parseInt(fields.getOrDefault("folder", "")))));
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private static Map<String, String> fields(String lines) {
        Map<String, String> fields = new HashMap<>();
        lines.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                fields.put(line.substring(0, equals), line.substring(equals + 1));
            }
        });
        return fields;
    }

    private static String checksum(String lines) {
        CRC32C crc = new CRC32C();
        crc.update(lines.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", crc.getValue());
    }
}
