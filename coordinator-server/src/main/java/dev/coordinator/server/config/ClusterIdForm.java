package dev.coordinator.server.config;

import java.util.Optional;

/** Any id but the example's: two clusters that both kept it could take each other's nodes for their own. */
record ClusterIdForm(Form<String> id) implements Form<String> {

    static final String PLACEHOLDER = "REPLACE-ME";

    @Override
    public Class<String> type() {
        return id.type();
    }

    @Override
    public Optional<String> read(String key, Written value, Problems problems) {
        Optional<String> read = id.read(key, value, problems);
        Optional<String> refusal = read.flatMap(this::refusal);
        refusal.ifPresent(why -> problems.add(key, why));
        return refusal.isPresent() ? Optional.empty() : read;
    }

    @Override
    public Optional<String> refusal(String value) {
        return value.equals(PLACEHOLDER)
                ? Optional.of("is still the example's; run `coordinator-server new-cluster-id` once and write what it"
                        + " prints on every node")
                : id.refusal(value);
    }

    @Override
    public String limits() {
        return id.limits();
    }

    @Override
    public String write(String value) {
        return id.write(value);
    }
}
