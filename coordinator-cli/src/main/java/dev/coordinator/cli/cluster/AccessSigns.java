package dev.coordinator.cli.cluster;

import dev.coordinator.client.Endpoint;
import dev.coordinator.client.TcpEndpoint;
import dev.coordinator.v1.Node;
import dev.coordinator.v1.StatusResponse;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is the matter with who may do what at a node. */
public final class AccessSigns {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");

    private AccessSigns() {}

    /** That other machines reach it, and everybody may do everything; in words that follow the node's name. */
    public static Optional<String> unlimited(StatusResponse status) {
        return !status.hasAccess() && isExposed(status)
                ? Optional.of("lets whoever reaches its API do everything, in the name of every instance")
                : Optional.empty();
    }

    /** That it can't use the file as it is now; in words that follow the node's name. */
    public static Optional<String> failing(StatusResponse status) {
        return status.getAccess().getReloadFailedMs() > 0
                ? Optional.of("can't use its changed file of who may do what, and goes by the one from before: "
                        + status.getAccess().getReloadFailure())
                : Optional.empty();
    }

    private static boolean isExposed(StatusResponse status) {
        return status.getNodesList().stream()
                .filter(node -> node.getNodeId().equals(status.getNodeId()))
                .map(Node::getApiAddress)
                .anyMatch(AccessSigns::isOfAnotherMachine);
    }

    private static boolean isOfAnotherMachine(String address) {
        try {
            return Endpoint.parse(address) instanceof TcpEndpoint place
                    && !LOOPBACK.matcher(place.host()).matches();
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }
}
