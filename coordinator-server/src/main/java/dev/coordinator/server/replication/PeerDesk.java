package dev.coordinator.server.replication;

import dev.coordinator.server.journal.JournalException;
import dev.coordinator.server.journal.Outcomes;
import dev.coordinator.server.journal.OutcomesCodec;
import dev.coordinator.server.journal.PeerMessage;
import dev.coordinator.server.journal.PeerMessages;

/** Takes what other nodes say: commands for the one that leads, and what the one that leads has just applied. */
final class PeerDesk implements Peers.PeerService {

    private static final byte[] NOTHING = {};

    private final ForwardedGroups groups;
    private final ChangeListener listener;

    PeerDesk(ForwardedGroups groups, ChangeListener listener) {
        this.groups = groups;
        this.listener = listener;
    }

    @Override
    public void handle(byte[] request, Peers.PeerResponse response) {
        PeerMessage message;
        try {
            message = PeerMessages.decode(request);
        } catch (JournalException e) {
            // Of a later release, or damaged: refused before it can reach the log. Nothing was appended.
            response.send(OutcomesCodec.encode(new Outcomes.Overloaded()));
            return;
        }
        if (message instanceof PeerMessage.Forward forward) {
            groups.handle(forward.commands(), response);
        } else if (message instanceof PeerMessage.Announcement announcement) {
            listener.announced(announcement.logIndex(), announcement.changes());
            response.send(NOTHING);
        }
    }
}
