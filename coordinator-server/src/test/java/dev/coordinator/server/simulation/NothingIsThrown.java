package dev.coordinator.server.simulation;

/** Whatever is said and whatever goes wrong, no part throws: the assertions that stay on in production never fire. */
final class NothingIsThrown implements Rule {

    BrokenInvariant by(Throwable thrown) {
        BrokenInvariant broken = broken(String.valueOf(thrown));
        broken.initCause(thrown);
        return broken;
    }
}
