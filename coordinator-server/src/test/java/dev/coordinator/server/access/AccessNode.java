package dev.coordinator.server.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Rules in a file, and a clock that stands still until it is moved. */
final class AccessNode {

    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    final List<String> told = new ArrayList<>();
    final Path file;
    Instant now = NOW;
    private final AccessControl control;

    AccessNode(Path folder, String... lines) throws AccessException {
        file = folder.resolve("access.yaml");
        write(lines);
        control = AccessControl.open(
                file, () -> now, () -> TimeUnit.MILLISECONDS.toNanos(now.toEpochMilli()), new AccessMeter() {
                    @Override
                    public void refused(Refusal.Reason reason) {
                        told.add("refused " + reason);
                    }

                    @Override
                    public void denied(Verb verb) {
                        told.add("denied " + verb);
                    }

                    @Override
                    public void looked(boolean isInForce) {
                        told.add(isInForce ? "in force" : "not in force");
                    }
                });
    }

    AccessControl control() {
        return control;
    }

    void write(String... lines) {
        try {
            Files.writeString(file, String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** As often as it takes to see a change, and to see that it has settled. */
    void reviewed() {
        control.review();
        control.review();
    }

    void passes(long seconds) {
        now = now.plusSeconds(seconds);
    }

    Login showing(String token) {
        return showing(token, "10.0.0.1");
    }

    Login showing(String token, String source) {
        return control.identify(new Presented(Optional.of("Bearer " + token), List.of(), false, source));
    }

    Login showing(List<String> certificateNames) {
        return control.identify(new Presented(Optional.empty(), certificateNames, false, "10.0.0.1"));
    }

    Login showingNothing(boolean local) {
        return control.identify(new Presented(Optional.empty(), List.of(), local, "10.0.0.1"));
    }

    static Identity known(Login login) {
        if (login instanceof Login.Known known) {
            return known.identity();
        }
        throw new AssertionError("refused: " + login);
    }

    static Refusal refused(Login login) {
        if (login instanceof Login.Refused refused) {
            return refused.refusal();
        }
        throw new AssertionError("let in: " + login);
    }

    static String hash(String token) {
        return TokenHash.of(token).toString();
    }
}
