package dev.coordinator.cli.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one profile sets; each setting may be absent. */
public record Profile(Map<String, Setting> settings) {

    public static final String ENDPOINTS = "endpoints";
    public static final String CA = "ca";
    public static final String CERT = "cert";
    public static final String KEY = "key";
    public static final String TOKEN_FILE = "token-file";
    public static final String TIMEOUT = "timeout";
    public static final String OUTPUT = "output";

    static final List<String> KEYS = List.of(ENDPOINTS, CA, CERT, KEY, TOKEN_FILE, TIMEOUT, OUTPUT);

    static final Profile EMPTY = new Profile(Map.of());

    public Profile {
        settings = Map.copyOf(settings);
    }

    public Optional<Setting> setting(String key) {
        return Optional.ofNullable(settings.get(key));
    }
}
