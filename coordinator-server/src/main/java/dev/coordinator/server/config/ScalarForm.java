package dev.coordinator.server.config;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Values that fit in one scalar.
 *
 * @param wanted continues "must be", for a text that isn't understood
 * @param limits continues "must be", for a value that is understood and not allowed
 */
record ScalarForm<T>(
        Class<T> type,
        String wanted,
        Function<String, Optional<T>> parse,
        String limits,
        Predicate<T> allowed,
        Function<T, String> writing)
        implements Form<T> {

    @Override
    public Optional<T> read(String key, Written value, Problems problems) {
        Optional<T> parsed = value instanceof Written.Scalar scalar ? parse.apply(scalar.text()) : Optional.empty();
        Optional<String> refusal = parsed.isEmpty()
                ? Optional.of("must be " + wanted + ", not " + value.described())
                : refusal(parsed.get());
        refusal.ifPresent(why -> problems.add(key, why));
        return refusal.isPresent() ? Optional.empty() : parsed;
    }

    @Override
    public Optional<String> refusal(T value) {
        return allowed.test(value) ? Optional.empty() : Optional.of("must be " + limits + ", not " + write(value));
    }

    @Override
    public String write(T value) {
        return writing.apply(value);
    }
}
