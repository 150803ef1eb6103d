package dev.coordinator.cli.text;

import java.util.ArrayList;
import java.util.List;

/** Names and values below each other, the values aligned and as long as they are. A fact without a value is left out. */
public final class Facts {

    private record Fact(String name, String value, Paint paint) {}

    private final List<Fact> facts = new ArrayList<>();

    public Facts add(String name, String value) {
        return add(name, value, Paint.PLAIN);
    }

    public Facts add(String name, String value, Paint paint) {
        if (!value.isEmpty()) {
            facts.add(new Fact(name, Printable.of(value), paint));
        }
        return this;
    }

    /** Every line, without line ends. */
    public List<String> lines(Screen screen) {
        int names = facts.stream().mapToInt(fact -> Width.of(fact.name())).max().orElse(0) + 2;
        return facts.stream()
                .flatMap(fact -> screen.hanging(Width.pad(fact.name(), names), fact.value(), fact.paint()).stream())
                .toList();
    }
}
