package dev.coordinator.cli.text;

import java.util.ArrayList;
import java.util.List;

/** Names and values below each other, the values aligned. A fact without a value is left out. */
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
                .map(fact -> {
                    int room = screen.columns().orElse(Integer.MAX_VALUE) - names;
                    return Width.pad(fact.name(), names)
                            + screen.paint(fact.paint(), Width.fit(fact.value(), Math.max(1, room)));
                })
                .toList();
    }
}
