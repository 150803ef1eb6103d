package dev.coordinator.cli.top;

import java.util.Comparator;

/** What comes first in the list of pools. */
enum Order {
    TROUBLE("trouble"),
    NAME("name"),
    LEASE("lease left"),
    CHANGE("latest change");

    private final String words;

    Order(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** Among equals the name decides. */
    Comparator<Row> comparator() {
        Comparator<Row> first = switch (this) {
            case TROUBLE -> Comparator.comparing(Row::isWell).thenComparing(Row::worst);
            case NAME -> Comparator.comparing(Row::name);
            case LEASE -> Comparator.comparingLong(Row::leaseLeft);
            case CHANGE -> Comparator.comparingLong(Row::changedAt).reversed();
        };
        return first.thenComparing(Row::name);
    }

    /** The one that the key leads to, in a circle. */
    Order next() {
        return switch (this) {
            case TROUBLE -> NAME;
            case NAME -> LEASE;
            case LEASE -> CHANGE;
            case CHANGE -> TROUBLE;
        };
    }
}
