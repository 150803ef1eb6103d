package dev.coordinator.server.access;

/**
 * Why a caller is not taken for anybody.
 *
 * @param message for people; never a token or a part of one
 */
public record Refusal(Reason reason, String message) {

    /** The kinds of it; each is a word of the API. */
    public enum Reason {
        /** Nothing was shown that counts. */
        NO_CREDENTIAL,
        /** It is malformed, unknown, revoked, or not signed as it must be. */
        BAD_CREDENTIAL,
        /** It was good once. */
        CREDENTIAL_EXPIRED,
        /** Too many have failed from the same address lately; what is shown was not looked at. */
        TOO_MANY_FAILURES
    }

    static Refusal bad(String message) {
        return new Refusal(Reason.BAD_CREDENTIAL, message);
    }

    static Refusal tooMany() {
        return new Refusal(
                Reason.TOO_MANY_FAILURES, "too many from this address have failed to show who they are; wait a second");
    }

    static Refusal expired() {
        return new Refusal(Reason.CREDENTIAL_EXPIRED, "the token has expired; show one that is valid");
    }
}
