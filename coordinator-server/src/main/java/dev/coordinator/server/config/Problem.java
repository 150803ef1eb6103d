package dev.coordinator.server.config;

/**
 * One thing wrong with a configuration, fit to be shown as it is.
 *
 * @param where {@code file:line:column}, the environment variable, or {@code --set}
 * @param what the key, what is wrong, the limit and the value
 */
public record Problem(String where, String what) {

    @Override
    public String toString() {
        return where + ": " + what;
    }
}
