package dev.coordinator.cli.connection;

import dev.coordinator.client.Endpoint;
import dev.coordinator.client.UnixEndpoint;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;

/** Why a connection couldn't be made, in words: the system's own, of which the library tells the cause alone. */
final class SocketTrouble {

    private record Account(String systemSays, String atAPort, String atASocket) {}

    private static final List<Account> ACCOUNTS = List.of(
            new Account("Connection refused", "connection refused", "nobody listens there"),
            new Account("No such file or directory", "no such file", "there is no such file"),
            new Account("Permission denied", "permission denied", "permission denied"),
            new Account("No route to host", "no route to host", "no route to host"),
            new Account("Network is unreachable", "network unreachable", "network unreachable"));

    private SocketTrouble() {}

    /** "there is no such file"; empty where nothing is known. */
    static Optional<String> of(Endpoint endpoint, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketException) {
                String said = String.valueOf(cause.getMessage());
                Optional<Account> account = ACCOUNTS.stream()
                        .filter(each -> said.contains(each.systemSays()))
                        .findFirst();
                if (account.isPresent()) {
                    return account.map(known -> endpoint instanceof UnixEndpoint ? known.atASocket() : known.atAPort());
                }
            }
        }
        return Optional.empty();
    }
}
