package dev.coordinator.server.journal;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.coordinator.journal.v1.Entry;
import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Stamp;
import dev.coordinator.server.roster.NextRoster;
import dev.coordinator.server.roster.NodeChange;

/** Groups of commands ↔ the bytes of the log's entries. */
public final class Entries {

    /** What this release writes, and the highest that it reads. */
    static final int FORMAT = 1;

    private Entries() {}

    /** The bytes of an entry. */
    public static byte[] encode(Group group) {
        Entry.Builder entry = Entry.newBuilder()
                .setFormat(FORMAT)
                .setStampMs(group.stamp().time().millis())
                .setWallMs(group.stamp().wallMillis())
                .addAllRuns(CommandCodec.encode(group.commands()));
        group.roster().ifPresent(next -> RosterCodec.encode(next, entry));
        OutboxCodec.encode(group.advance(), entry);
        return entry.build().toByteArray();
    }

    /**
     * The group that {@link #encode} wrote.
     *
     * @throws JournalException if the bytes are no entry of a known format
     */
    public static Group decode(byte[] bytes) {
        try {
            Entry entry = Entry.parseFrom(bytes);
            requireFormat(entry.getFormat());
            KnownFields.require(entry);
            Stamp stamp = new Stamp(new ClusterTime(entry.getStampMs()), entry.getWallMs());
            return new Group(
                    stamp,
                    CommandCodec.decode(entry.getRunsList()),
                    RosterCodec.decode(entry),
                    OutboxCodec.decode(entry));
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new JournalException("unreadable entry of " + bytes.length + " bytes", e);
        }
    }

    /**
     * Refuses a command that would not be read as it was written. The node that leads applies the command it was given and
     * the others what they read, so a half character, which no bytes can say, would part their states (S8).
     *
     * @throws IllegalArgumentException naming what it is
     */
    public static void requireExact(Command command) {
        if (command instanceof Command.CheckIn checkIn && !ProfileCodec.isExact(checkIn.profile())) {
            throw inexact("the address, the reason or a label of " + checkIn.instance());
        }
        if (command instanceof Command.SetPoolSettings set && !ActorCodec.isExact(set.actor())) {
            throw inexact("the name or the comment of who sets " + set.pool());
        }
        if (command instanceof Command.Operate operate && !ActorCodec.isExact(operate.actor())) {
            throw inexact("the name or the comment of who operates " + operate.pool());
        }
    }

    /**
     * As above.
     *
     * @throws IllegalArgumentException naming what it is
     */
    public static void requireExact(NextRoster next) {
        if (!next.change().map(NodeChange::requester).stream().allMatch(RosterCodec::isExact)) {
            throw inexact("the name or the comment of who changes the nodes");
        }
    }

    private static IllegalArgumentException inexact(String what) {
        return new IllegalArgumentException(what + " has half a character (a lone surrogate)");
    }

    static void requireFormat(int format) {
        if (format != FORMAT) {
            throw new JournalException("format " + format + " is not known to this release, which reads " + FORMAT);
        }
    }
}
