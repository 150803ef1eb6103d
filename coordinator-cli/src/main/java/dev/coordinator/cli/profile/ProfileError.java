package dev.coordinator.cli.profile;

/** A profile that can't be used; the message says which file and line. */
public final class ProfileError extends RuntimeException {

    private static final long serialVersionUID = 1;

    ProfileError(String message) {
        super(message);
    }
}
