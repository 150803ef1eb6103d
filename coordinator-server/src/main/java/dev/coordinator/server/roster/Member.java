package dev.coordinator.server.roster;

/**
 * A node of the cluster.
 *
 * @param folder which data folder it has, see {@link FolderId}: the same name on another folder is another voter
 * @param api where clients reach it
 * @param raft where the other nodes reach it
 */
public record Member(NodeId id, FolderId folder, Address api, Address raft, Standing standing) {

    /** The same node, so far. */
    public Member standing(Standing other) {
        return new Member(id, folder, api, raft, other);
    }

    /** Whether it is found there. */
    public boolean isAt(Address otherApi, Address otherRaft) {
        return api.equals(otherApi) && raft.equals(otherRaft);
    }

    /** The same node, elsewhere. */
    public Member at(Address newApi, Address newRaft) {
        return new Member(id, folder, newApi, newRaft, standing);
    }
}
