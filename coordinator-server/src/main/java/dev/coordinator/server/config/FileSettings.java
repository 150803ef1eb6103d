package dev.coordinator.server.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The settings of a YAML file. */
final class FileSettings {

    private static final int MOST_BYTES = 1 << 20;

    private final Problems problems;
    private final List<Setting> settings = new ArrayList<>();

    private FileSettings(Problems problems) {
        this.problems = problems;
    }

    /** In the order written; empty if the file can't be read at all, which {@code problems} then says. */
    static Optional<List<Setting>> read(Path file, Problems problems) {
        return text(file, problems)
                .flatMap(text -> YamlText.parse(file.toString(), text, problems))
                .map(root -> new FileSettings(problems).settings(root));
    }

    private List<Setting> settings(Written root) {
        if (root instanceof Written.Section section) {
            collect("", section);
        } else if (!(root instanceof Written.Nothing)) {
            problems.addAt(root.where(), "must hold keys, not " + root.described());
        }
        return settings;
    }

    private void collect(String prefix, Written.Section section) {
        for (Written.Entry entry : section.entries()) {
            String name = prefix + entry.name();
            Keys.find(name)
                    .ifPresentOrElse(key -> settings.add(new Setting(key, entry.value())), () -> descend(name, entry));
        }
    }

    private void descend(String name, Written.Entry entry) {
        if (!Keys.isSection(name)) {
            problems.addAt(entry.where(), name + ": " + NearestKey.unknown(name, Keys.names()));
        } else if (entry.value() instanceof Written.Section section) {
            collect(name + ".", section);
        } else if (!(entry.value() instanceof Written.Nothing)) {
            problems.addAt(
                    entry.value().where(),
                    name + ": must be a section of keys, not " + entry.value().described());
        }
    }

    static Optional<String> text(Path file, Problems problems) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                problems.addAt(file.toString(), "must be no longer than " + SizeText.write(MOST_BYTES));
                return Optional.empty();
            }
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (NoSuchFileException e) {
            problems.addAt(file.toString(), "does not exist");
        } catch (AccessDeniedException e) {
            problems.addAt(file.toString(), "may not be read by this user");
        } catch (CharacterCodingException e) {
            problems.addAt(file.toString(), "is not UTF-8 text");
        } catch (IOException e) {
            problems.addAt(file.toString(), "can't be read: " + e.getMessage());
        }
        return Optional.empty();
    }
}
