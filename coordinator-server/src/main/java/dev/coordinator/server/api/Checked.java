package dev.coordinator.server.api;

import com.google.rpc.Status;
import java.util.function.Supplier;

/** A request that was looked at: what it means, or why it means nothing. */
sealed interface Checked<T> {

    /** All its fields are allowed. */
    record Good<T>(T value) implements Checked<T> {}

    /** Some are not; the status names each. */
    record Bad<T>(Status status) implements Checked<T> {}

    /** What {@code value} makes of the request, if there is nothing wrong with it. */
    static <T> Checked<T> of(Violations violations, Supplier<T> value) {
        return violations.isEmpty() ? new Good<>(value.get()) : new Bad<>(Statuses.invalid(violations));
    }
}
