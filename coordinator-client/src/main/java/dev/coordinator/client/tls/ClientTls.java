package dev.coordinator.client.tls;

import io.grpc.ChannelCredentials;
import io.grpc.netty.NettySslContextChannelCredentials;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How to speak TLS 1.3 with coordinators. Whoever answers must have a certificate of a trusted authority that names the host
 * or address of the endpoint.
 *
 * <p>Files are PEM and looked at again for every new connection: a change needs no restart and cuts no connection, and files
 * that have become unfit change nothing, which the log says. Immutable.
 *
 * @param authorities whose certificates are trusted, PEM, one or several; empty: those that this Java trusts
 * @param own what to show to coordinators that ask for a certificate; empty: nothing
 */
public record ClientTls(Optional<Path> authorities, Optional<Own> own) {

    /**
     * A certificate of one's own.
     *
     * @param certificate PEM, and after it those between it and the authority
     * @param key PEM, PKCS#8, not encrypted
     */
    public record Own(Path certificate, Path key) {}

    /** Trusts the authorities in this file, and no others. */
    public static ClientTls trusting(Path authorities) {
        return new ClientTls(Optional.of(authorities), Optional.empty());
    }

    /** Trusts whom this Java trusts. */
    public static ClientTls trustingThisJava() {
        return new ClientTls(Optional.empty(), Optional.empty());
    }

    /** The same, with a certificate to show. */
    public ClientTls showing(Path certificate, Path key) {
        return new ClientTls(authorities, Optional.of(new Own(certificate, key)));
    }

    /**
     * Reads the files.
     *
     * @throws IllegalArgumentException if one is unfit; names it, and says why
     */
    public ChannelCredentials credentials() {
        return NettySslContextChannelCredentials.create(new FileSslContext(this));
    }
}
