package dev.coordinator.server.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be granted. To administer includes to operate, which includes to read; to check in is apart. */
public enum Verb {
    /** To speak for an instance. */
    CHECK_IN,
    /** To see pools, their instances and the cluster. */
    READ,
    /** To say which instance is to be primary, or none: an operator's words about a pool. */
    OPERATE,
    /** To change settings, delete pools and, with a grant for all of them, change the cluster and take backups. */
    ADMINISTER;

    /** As the access file has it: {@code check_in}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Verb> of(String word) {
        return Arrays.stream(values()).filter(verb -> verb.word().equals(word)).findFirst();
    }

    boolean includes(Verb other) {
        return this == other || (this != CHECK_IN && other != CHECK_IN && compareTo(other) > 0);
    }
}
