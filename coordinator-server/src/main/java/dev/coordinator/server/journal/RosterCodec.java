package dev.coordinator.server.journal;

import dev.coordinator.journal.v1.Actor;
import dev.coordinator.journal.v1.Entry;
import dev.coordinator.journal.v1.ImageHeader;
import dev.coordinator.journal.v1.RecordedNodeChange;
import dev.coordinator.server.roster.Address;
import dev.coordinator.server.roster.FolderId;
import dev.coordinator.server.roster.Member;
import dev.coordinator.server.roster.NextRoster;
import dev.coordinator.server.roster.NodeChange;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.roster.RecordedChange;
import dev.coordinator.server.roster.Registry;
import dev.coordinator.server.roster.Requester;
import dev.coordinator.server.roster.Roster;
import dev.coordinator.server.roster.Standing;
import java.util.Optional;

/** The nodes of the cluster ↔ the message that carries them. */
final class RosterCodec {

    private RosterCodec() {}

    static void encode(NextRoster next, Entry.Builder out) {
        out.setRoster(encode(next.roster()));
        next.change().ifPresent(change -> out.setNodeChange(encode(change)));
    }

    static Optional<NextRoster> decode(Entry in) {
        if (in.hasRoster()) {
            return Optional.of(new NextRoster(
                    decode(in.getRoster()),
                    in.hasNodeChange() ? Optional.of(decode(in.getNodeChange())) : Optional.empty()));
        }
        if (in.hasNodeChange()) {
            throw new JournalException("a change of the nodes without the roster that it makes");
        }
        return Optional.empty();
    }

    /** What was never written has no bytes. */
    static void encode(Registry nodes, ImageHeader.Builder out) {
        if (nodes.roster().isWritten()) {
            out.setRoster(encode(nodes.roster()));
        }
        nodes.history()
                .forEach(recorded -> out.addNodeChanges(RecordedNodeChange.newBuilder()
                        .setVersion(recorded.version())
                        .setWallMs(recorded.wallMillis())
                        .setChange(encode(recorded.change()))));
    }

    static Registry decode(ImageHeader in) {
        return new Registry(
                in.hasRoster() ? decode(in.getRoster()) : Roster.NONE,
                in.getNodeChangesList().stream()
                        .map(each -> new RecordedChange(each.getVersion(), each.getWallMs(), decode(each.getChange())))
                        .toList());
    }

    private static dev.coordinator.journal.v1.NodeChange encode(NodeChange change) {
        dev.coordinator.journal.v1.NodeChange.Builder out = dev.coordinator.journal.v1.NodeChange.newBuilder()
                .setKind(Wire.number(change.kind()))
                .setMember(encode(change.member()));
        Requester requester = change.requester();
        if (!requester.equals(Requester.NONE)) {
            out.setRequester(Actor.newBuilder().setName(requester.name()).setComment(requester.comment()));
        }
        return out.build();
    }

    private static NodeChange decode(dev.coordinator.journal.v1.NodeChange in) {
        return new NodeChange(
                Wire.constant(NodeChange.Kind.values(), in.getKind()),
                decode(in.getMember()),
                new Requester(in.getRequester().getName(), in.getRequester().getComment()));
    }

    /** Whether the bytes of both its texts say the same texts. */
    static boolean isExact(Requester requester) {
        return Wire.isUnicode(requester.name()) && Wire.isUnicode(requester.comment());
    }

    private static dev.coordinator.journal.v1.Roster encode(Roster roster) {
        dev.coordinator.journal.v1.Roster.Builder out =
                dev.coordinator.journal.v1.Roster.newBuilder().setVersion(roster.version());
        roster.members().values().forEach(member -> out.addMembers(encode(member)));
        return out.build();
    }

    private static dev.coordinator.journal.v1.Member encode(Member member) {
        return dev.coordinator.journal.v1.Member.newBuilder()
                .setId(member.id().value())
                .setFolder(member.folder().number())
                .setApi(encode(member.api()))
                .setRaft(encode(member.raft()))
                .setStanding(Wire.number(member.standing()))
                .build();
    }

    private static Roster decode(dev.coordinator.journal.v1.Roster in) {
        return new Roster(
                in.getVersion(),
                in.getMembersList().stream().map(RosterCodec::decode).toList());
    }

    private static Member decode(dev.coordinator.journal.v1.Member in) {
        return new Member(
                new NodeId(in.getId()),
                new FolderId(in.getFolder()),
                decode(in.getApi()),
                decode(in.getRaft()),
                Wire.constant(Standing.values(), in.getStanding()));
    }

    private static dev.coordinator.journal.v1.Address encode(Address address) {
        return dev.coordinator.journal.v1.Address.newBuilder()
                .setHost(address.host())
                .setPort(address.port())
                .build();
    }

    private static Address decode(dev.coordinator.journal.v1.Address in) {
        return new Address(in.getHost(), in.getPort());
    }
}
