package dev.coordinator.server.journal;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.coordinator.journal.v1.Announcement;
import dev.coordinator.journal.v1.Forward;
import dev.coordinator.journal.v1.PoolChange;
import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.PoolName;
import java.util.List;

/** What a node says to another ↔ bytes. */
public final class PeerMessages {

    private PeerMessages() {}

    /** The bytes of a message. */
    public static byte[] encode(PeerMessage message) {
        dev.coordinator.journal.v1.PeerMessage.Builder out =
                dev.coordinator.journal.v1.PeerMessage.newBuilder().setFormat(Entries.FORMAT);
        if (message instanceof PeerMessage.Forward forward) {
            out.setForward(Forward.newBuilder().addAllRuns(CommandCodec.encode(forward.commands())));
        } else if (message instanceof PeerMessage.Announcement announcement) {
            out.setAnnouncement(encode(announcement));
        }
        return out.build().toByteArray();
    }

    private static Announcement encode(PeerMessage.Announcement announcement) {
        Announcement.Builder out = Announcement.newBuilder().setLogIndex(announcement.logIndex());
        announcement
                .changes()
                .forEach(change -> out.addChanges(
                        PoolChange.newBuilder().setPool(change.pool().value()).setChange(ChangeCodec.encode(change))));
        return out.build();
    }

    /**
     * The message that {@link #encode} wrote.
     *
     * @throws JournalException if the bytes are no message of a known format
     */
    public static PeerMessage decode(byte[] bytes) {
        try {
            dev.coordinator.journal.v1.PeerMessage in = dev.coordinator.journal.v1.PeerMessage.parseFrom(bytes);
            Entries.requireFormat(in.getFormat());
            requireKnown(in);
            return switch (in.getMessageCase()) {
                case FORWARD ->
                    new PeerMessage.Forward(CommandCodec.decode(in.getForward().getRunsList()));
                case ANNOUNCEMENT -> decode(in.getAnnouncement());
                case MESSAGE_NOT_SET -> throw new JournalException("a message from node to node that says nothing");
            };
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new JournalException("unreadable message of " + bytes.length + " bytes", e);
        }
    }

    private static void requireKnown(dev.coordinator.journal.v1.PeerMessage in) {
        if (in.hasForward()) {
            KnownFields.requireHere(in);
            KnownFields.requireHere(in.getForward());
            KnownFields.require(in.getForward().getRunsList());
        } else {
            KnownFields.require(in);
        }
    }

    private static PeerMessage decode(Announcement in) {
        List<Change> changes = in.getChangesList().stream()
                .map(each -> ChangeCodec.decode(new PoolName(each.getPool()), each.getChange()))
                .toList();
        return new PeerMessage.Announcement(in.getLogIndex(), changes);
    }
}
