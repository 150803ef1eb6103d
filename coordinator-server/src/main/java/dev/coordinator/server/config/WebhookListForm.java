package dev.coordinator.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A list of receivers. */
final class WebhookListForm implements Form<WebhookList> {

    private static final String SHOWN = "{name, url, secret_files, …}";
    static final List<String> FIELDS = List.of(
            "name",
            "url",
            "pools",
            "events",
            "secret_files",
            "ca_file",
            "timeout",
            "give_up_after",
            "max_in_flight",
            "insecure");

    private static final Form<String> NAME = Forms.id("A-Za-z0-9_-");
    private static final Form<URI> URL = new UrlForm();
    private static final int MOST_PATTERN = 256;
    private static final Form<String> POOLS = new ScalarForm<>(
            String.class,
            "1 to " + MOST_PATTERN + " characters",
            Optional::of,
            "1 to " + MOST_PATTERN + " characters",
            text -> !text.isEmpty() && text.length() <= MOST_PATTERN,
            Quoted::of);
    private static final Form<List<WebhookEvent>> EVENTS =
            new ListForm<>(Forms.choice(WebhookEvent.class), "events", 1, WebhookEvent.values().length);
    private static final Form<List<Path>> SECRETS = new ListForm<>(Forms.file(), "files", 1, 4);
    private static final Form<Duration> TIMEOUT = Forms.duration(Duration.ofMillis(100), Duration.ofMinutes(1));
    private static final Form<Duration> GIVE_UP = Forms.duration(Duration.ofSeconds(1), Duration.ofDays(3));
    private static final Form<Integer> IN_FLIGHT = Forms.count(1, 64);

    @Override
    public Class<WebhookList> type() {
        return WebhookList.class;
    }

    @Override
    public Optional<WebhookList> read(String key, Written value, Problems problems) {
        if (!(value instanceof Written.Items list)) {
            problems.add(key, "must be a list of " + SHOWN + ", not " + value.described());
            return Optional.empty();
        }
        int before = problems.count();
        List<WebhookSettings> webhooks = new ArrayList<>();
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < list.items().size(); i++) {
            String path = key + "[" + i + "]";
            Optional<WebhookSettings> read = SectionFields.of(
                            path, list.items().get(i), "a webhook", SHOWN, FIELDS, problems)
                    .flatMap(fields -> webhook(fields));
            read.map(each -> names.putIfAbsent(each.name(), path))
                    .ifPresent(first ->
                            problems.add(path + ".name", "is already that of " + first + "; each must be used once"));
            read.ifPresent(webhooks::add);
        }
        WebhookList all = new WebhookList(webhooks);
        refusal(all).ifPresent(why -> problems.add(key, why));
        return problems.count() == before ? Optional.of(all) : Optional.empty();
    }

    @Override
    public Optional<String> refusal(WebhookList value) {
        int count = value.webhooks().size();
        return count > WebhookList.MOST ? Optional.of("must list " + limits() + ", not " + count) : Optional.empty();
    }

    @Override
    public String limits() {
        return "at most " + WebhookList.MOST + " webhooks";
    }

    @Override
    public String write(WebhookList value) {
        return value.webhooks().isEmpty() ? "none" : value.webhooks().toString();
    }

    private static Optional<WebhookSettings> webhook(SectionFields fields) {
        Optional<String> name = fields.required("name", NAME);
        Optional<URI> url = fields.required("url", URL);
        Optional<List<Path>> secrets = fields.required("secret_files", SECRETS);
        Optional<Path> ca = fields.optional("ca_file", Forms.file());
        boolean insecure = fields.optional("insecure", Forms.flag()).orElse(false);
        WebhookSettings rest = new WebhookSettings(
                name.orElse(""),
                url.orElse(URI.create("https://localhost")),
                fields.optional("pools", POOLS).orElse("*"),
                fields.optional("events", EVENTS).orElse(List.of(WebhookEvent.values())),
                secrets.orElse(List.of()),
                ca,
                fields.optional("timeout", TIMEOUT).orElse(Duration.ofSeconds(10)),
                fields.optional("give_up_after", GIVE_UP).orElse(Duration.ofDays(1)),
                fields.optional("max_in_flight", IN_FLIGHT).orElse(8),
                insecure);
        url.ifPresent(known -> checkSafe(known, ca.isPresent(), insecure, fields));
        return name.isPresent() && url.isPresent() && secrets.isPresent() ? Optional.of(rest) : Optional.empty();
    }

    private static void checkSafe(URI url, boolean ca, boolean insecure, SectionFields fields) {
        boolean loopback = UrlForm.host(url).map(HostPort::isLoopback).orElse(false);
        if (UrlForm.isPlain(url) && !loopback && !insecure) {
            fields.refuse(
                    "url",
                    "is http and leaves this machine, so whoever is in between reads and changes what is sent; write"
                            + " https, or `insecure: true` beside it if the network itself keeps everybody else out");
        }
        if (insecure && !UrlForm.isPlain(url)) {
            fields.refuse("insecure", "has no effect with https; leave it out");
        }
        if (ca && UrlForm.isPlain(url)) {
            fields.refuse("ca_file", "has no effect with http; leave it out, or write https");
        }
    }
}
