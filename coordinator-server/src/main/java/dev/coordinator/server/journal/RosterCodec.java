package dev.coordinator.server.journal;

import dev.coordinator.server.roster.Address;
import dev.coordinator.server.roster.FolderId;
import dev.coordinator.server.roster.Member;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.roster.Roster;
import dev.coordinator.server.roster.Standing;

/** The nodes of the cluster ↔ the message that carries them. */
final class RosterCodec {

    private RosterCodec() {}

    static dev.coordinator.journal.v1.Roster encode(Roster roster) {
        dev.coordinator.journal.v1.Roster.Builder out =
                dev.coordinator.journal.v1.Roster.newBuilder().setVersion(roster.version());
        roster.members()
                .values()
                .forEach(member -> out.addMembers(dev.coordinator.journal.v1.Member.newBuilder()
                        .setId(member.id().value())
                        .setFolder(member.folder().number())
                        .setApi(encode(member.api()))
                        .setRaft(encode(member.raft()))
                        .setStanding(Wire.number(member.standing()))));
        return out.build();
    }

    static Roster decode(dev.coordinator.journal.v1.Roster in) {
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
