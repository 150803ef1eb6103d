package dev.coordinator.cli.profile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The file that profiles are kept in: {@code key = value} lines below {@code [name]}; those above the first name belong
 * to the profile "default". Empty lines and those that begin with {@code #} say nothing.
 */
public final class ProfileFile {

    public static final String DEFAULT = "default";

    private final Path path;
    private final Map<String, Map<String, Setting>> profiles = new LinkedHashMap<>();

    private ProfileFile(Path path) {
        this.path = path;
    }

    /**
     * Reads one profile. Without a file, "default" is empty.
     *
     * @throws ProfileError when there is no such profile, or the file says what isn't understood anywhere in it
     */
    public static Profile read(Path path, String name) {
        ProfileFile file = new ProfileFile(path);
        if (Files.exists(path)) {
            file.parse();
        }
        Map<String, Setting> settings = file.profiles.get(name);
        if (settings != null) {
            return new Profile(settings);
        }
        if (name.equals(DEFAULT)) {
            return Profile.EMPTY;
        }
        throw new ProfileError("There is no profile '" + name + "' in " + path + ".");
    }

    private void parse() {
        String profile = DEFAULT;
        int number = 0;
        for (String line : lines()) {
            number++;
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            if (text.startsWith("[") && text.endsWith("]")) {
                profile = text.substring(1, text.length() - 1).strip();
                profiles.computeIfAbsent(profile, name -> new LinkedHashMap<>());
            } else {
                set(profile, text, path + ":" + number);
            }
        }
    }

    private void set(String profile, String text, String origin) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new ProfileError(origin + ": expected 'key = value' or '[profile]'.");
        }
        String key = text.substring(0, equals).strip();
        if (!Profile.KEYS.contains(key)) {
            throw new ProfileError(
                    origin + ": unknown key '" + key + "'; known are " + String.join(", ", Profile.KEYS) + ".");
        }
        Setting setting = new Setting(text.substring(equals + 1).strip(), origin);
        if (profiles.computeIfAbsent(profile, name -> new LinkedHashMap<>()).put(key, setting) != null) {
            throw new ProfileError(origin + ": '" + key + "' is set twice.");
        }
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(path, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ProfileError("Can't read " + path + ": " + e.getMessage());
        }
    }
}
