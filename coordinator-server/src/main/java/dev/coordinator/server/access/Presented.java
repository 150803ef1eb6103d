package dev.coordinator.server.access;

import java.util.List;
import java.util.Optional;

/**
 * What a caller shows of who they are.
 *
 * @param authorization the header of that name, as it came
 * @param certificateNames the subject alternative names of the certificate that TLS has checked; empty: there is none
 * @param local whether they come by a Unix domain socket
 * @param source the address they come from, without a port
 */
public record Presented(Optional<String> authorization, List<String> certificateNames, boolean local, String source) {

    public Presented {
        certificateNames = List.copyOf(certificateNames);
    }

    /** Nothing of the token. */
    @Override
    public String toString() {
        return "Presented[from " + source + "]";
    }
}
