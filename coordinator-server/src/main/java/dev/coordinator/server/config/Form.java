package dev.coordinator.server.config;

import java.util.Optional;

/** How the values of a key are written, and which are allowed. */
interface Form<T> {

    Class<T> type();

    /** Understands {@code value}, or says what is wrong with it and answers nothing. */
    Optional<T> read(String key, Written value, Problems problems);

    /** Why a value is not allowed, or nothing if it is. */
    Optional<String> refusal(T value);

    /** Which values are allowed, as the documentation says it: {@code 200ms to 30s}. */
    String limits();

    /** As a person would write it in the file. */
    String write(T value);
}
