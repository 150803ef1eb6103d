package dev.coordinator.cli.invocation;

import java.util.Optional;

/** What to do about a refusal, by its stable reason. */
final class Advice {

    private Advice() {}

    static Optional<String> on(String reason) {
        return switch (reason) {
            case "NO_PRIMARY" ->
                Optional.of("'coordctl failover POOL' fills a vacancy; 'coordctl explain POOL' says why"
                        + " there is one.");
            case "NO_SUCCESSOR", "UNFIT_TARGET" ->
                Optional.of("'coordctl instances POOL' says how each is; 'coordctl uncordon' ends a cordon.");
            case "POOL_QUIET" ->
                Optional.of("'coordctl pool POOL' says how long. Only 'coordctl failover POOL"
                        + " --unsafe-now' doesn't wait.");
            case "POOL_DELETED" -> Optional.of("'coordctl pool POOL' says how long.");
            case "NO_HANDOVER" ->
                Optional.of("It is cordoned, see 'coordctl uncordon', or evicted, or says itself that it must not"
                        + " be primary: 'coordctl instances POOL'.");
            case "WRONG_INCARNATION" -> Optional.of("'coordctl instances POOL -o wide' says which run has the seat.");
            case "UNKNOWN_POOL" -> Optional.of("'coordctl pools' lists them.");
            case "UNKNOWN_INSTANCE" -> Optional.of("'coordctl instances POOL' lists them.");
            case "CHANGE_UNDER_WAY", "QUORUM_AT_RISK", "NOT_NOW" ->
                Optional.of("'coordctl cluster status' says how each node is.");
            case "UNKNOWN_NODE" -> Optional.of("'coordctl status' lists the nodes.");
            case "NO_CREDENTIAL" ->
                Optional.of("Say who you are: --token-file FILE, COORDCTL_TOKEN_FILE, or token-file in a profile; or"
                        + " --cert and --key.");
            case "BAD_CREDENTIAL", "CREDENTIAL_EXPIRED" ->
                Optional.of(
                        "'coordctl token' makes another; its hash belongs into the file of api.access at the nodes.");
            case "NOT_PERMITTED" -> Optional.of("The file of api.access at the nodes says who may do what.");
            default -> Optional.empty();
        };
    }
}
