package dev.coordinator.server.security;

/** What a certificate may entitle to, as URIs among its subject alternative names. */
public final class Roles {

    /** To speak to the raft port of a node. {@code coordctl certs} writes it into the certificates of nodes alone. */
    public static final String RAFT_PEER = "urn:coordinator:raft-peer";

    private Roles() {}
}
