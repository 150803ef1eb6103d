package dev.coordinator.cli.top;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A whole terminal, from when it was taken until it is given back. */
interface Stage extends AutoCloseable {

    /** As large as it is now. */
    Canvas canvas();

    /** Replaces what is seen. After {@link #close} it does nothing. */
    void show(List<String> lines);

    /** The next key; empty when none came in that time. */
    Optional<Key> key(Duration patience);

    /** Gives the terminal back as it was. May be called twice, and by any thread. */
    @Override
    void close();
}
