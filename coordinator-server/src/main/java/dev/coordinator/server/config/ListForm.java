package dev.coordinator.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Several values of one form, each used once.
 *
 * @param what they are called: {@code files}
 */
record ListForm<T>(Form<T> item, String what, int least, int most) implements Form<List<T>> {

    /** A list's own type is lost at run time. */
    @Override
    @SuppressWarnings("unchecked")
    public Class<List<T>> type() {
        return (Class<List<T>>) (Class<?>) List.class;
    }

    @Override
    public Optional<List<T>> read(String key, Written value, Problems problems) {
        if (!(value instanceof Written.Items list)) {
            problems.add(key, "must be a list of " + limits() + ", not " + value.described());
            return Optional.empty();
        }
        int before = problems.count();
        List<T> items = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            String path = key + "[" + i + "]";
            problems.located(path, list.items().get(i).where());
            item.read(path, list.items().get(i), problems).ifPresent(items::add);
        }
        if (problems.count() == before) {
            refusal(items).ifPresent(why -> problems.add(key, why));
        }
        return problems.count() == before ? Optional.of(items) : Optional.empty();
    }

    @Override
    public Optional<String> refusal(List<T> value) {
        if (value.size() < least || value.size() > most) {
            return Optional.of("must list " + limits() + ", not " + value.size());
        }
        return value.stream().distinct().count() < value.size()
                ? Optional.of("names something twice")
                : Optional.empty();
    }

    @Override
    public String limits() {
        return least + " to " + most + " " + what;
    }

    @Override
    public String write(List<T> value) {
        return value.stream().map(item::write).toList().toString();
    }
}
