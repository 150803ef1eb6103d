package dev.coordinator.server.raft;

import dev.coordinator.server.roster.Address;
import dev.coordinator.server.roster.FolderId;
import dev.coordinator.server.roster.Member;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.roster.Roster;
import dev.coordinator.server.roster.RosterBook;
import dev.coordinator.server.roster.Standing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the other nodes were last known to be, in a file of the data folder.
 *
 * <p>After a restart the log says so only when a leader was found, and to find one the others must be found first. The
 * configuration's list may be as old as the cluster. Who may vote is not said here, so a damaged or lost file costs no more
 * than looking by the configuration again.
 *
 * <p>As text, one node a line, the checksum of all lines before it last.
 */
final class RosterMemory {

    private static final Logger LOG = LoggerFactory.getLogger(RosterMemory.class);
    private static final String VERSION = "version=";
    private static final String CHECKSUM = "crc32c=";

    private final Path file;
    private final RosterBook book;
    private Roster stored = Roster.NONE;

    RosterMemory(Path file, RosterBook book) {
        this.file = file;
        this.book = book;
    }

    /** Tells the book what is stored. */
    void recall() {
        try {
            if (Files.exists(file)) {
                Optional<Roster> read = parse(Files.readString(file));
                if (read.isEmpty()) {
                    LOG.warn("event=roster-file-damaged file={} then=\"the configuration's list is used\"", file);
                }
                stored = read.orElse(Roster.NONE);
                book.remembered(stored);
            }
        } catch (IOException unreadable) {
            LOG.warn("event=roster-file-unreadable file={} why=\"{}\"", file, unreadable.toString());
        }
    }

    /** Stores what the log has said since, if it is news. Called now and then, by one thread. */
    void store() {
        Roster said = book.replicated();
        if (said.version() <= stored.version()) {
            return;
        }
        try {
            DurableFiles.writeWhole(file, text(said).getBytes(StandardCharsets.UTF_8));
            stored = said;
        } catch (IOException refused) {
            LOG.warn("event=roster-file-not-written file={} why=\"{}\"", file, refused.toString());
        }
    }

    static String text(Roster roster) {
        StringBuilder lines =
                new StringBuilder(VERSION).append(roster.version()).append('\n');
        roster.members()
                .values()
                .forEach(member -> lines.append(String.join(
                                " ",
                                member.id().value(),
                                member.folder().toString(),
                                member.standing().name(),
                                member.api().toString(),
                                member.raft().toString()))
                        .append('\n'));
        return lines + CHECKSUM + checksum(lines.toString()) + "\n";
    }

    /** Absent if the text is damaged. */
    static Optional<Roster> parse(String text) {
        int end = text.lastIndexOf(CHECKSUM);
        if (end < 0 || !text.substring(end).equals(CHECKSUM + checksum(text.substring(0, end)) + "\n")) {
            return Optional.empty();
        }
        List<String> lines = text.substring(0, end).lines().toList();
        try {
            List<Member> members = new ArrayList<>();
            lines.stream().skip(1).forEach(line -> members.add(member(line)));
            return Optional.of(new Roster(Long.parseLong(lines.get(0).substring(VERSION.length())), members));
        } catch (IllegalArgumentException | IndexOutOfBoundsException ofAnotherRelease) {
            return Optional.empty();
        }
    }

    private static Member member(String line) {
        List<String> words = List.of(line.split(" ", -1));
        return new Member(
                new NodeId(words.get(0)),
                new FolderId(Integer.parseInt(words.get(1))),
                Address.parse(words.get(3)),
                Address.parse(words.get(4)),
                Standing.valueOf(words.get(2)));
    }

    private static String checksum(String lines) {
        CRC32C crc = new CRC32C();
        crc.update(lines.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", crc.getValue());
    }
}
