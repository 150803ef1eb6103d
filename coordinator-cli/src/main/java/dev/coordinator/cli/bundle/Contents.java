package dev.coordinator.cli.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What goes into a bundle, and what was left out of it. Bounded; every text is redacted as it is taken in. */
final class Contents {

    static final int MOST_BYTES_OF_ONE = 4 * 1024 * 1024;
    static final int MOST_BYTES = 32 * 1024 * 1024;

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final List<String> described = new ArrayList<>();
    private final List<String> omitted = new ArrayList<>();
    private int size;

    /** Takes a text in, its beginning if it is too long. */
    void add(String name, String about, String text) {
        byte[] whole = Redaction.of(text).getBytes(StandardCharsets.UTF_8);
        int room = Math.min(MOST_BYTES_OF_ONE, MOST_BYTES - size);
        if (room <= 0) {
            omit(name + ": the bundle is full");
            return;
        }
        if (whole.length > room) {
            omit(name + ": only its first " + room + " of " + whole.length + " bytes are here");
            whole = Arrays.copyOf(whole, room);
        }
        size += whole.length;
        files.put(name, whole);
        described.add(name + "\n    " + about);
    }

    /** Says what isn't there, and why. */
    void omit(String what) {
        omitted.add(what);
    }

    List<String> omitted() {
        return List.copyOf(omitted);
    }

    /** The file, a zip archive, with a README first. */
    byte[] zipped(String title, Instant time) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, "README.txt", readme(title).getBytes(StandardCharsets.UTF_8), time);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                put(zip, file.getKey(), file.getValue(), time);
            }
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content, Instant time) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(time.toEpochMilli());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private String readme(String title) {
        List<String> lines = new ArrayList<>(List.of(title, "", "What is here:", ""));
        lines.addAll(described);
        lines.addAll(List.of(
                "",
                "What was left out:",
                "",
                "- values under names that speak of a secret: each shows as " + Redaction.MARK,
                "- pools in which nothing is wrong: their histories and instances"));
        omitted.forEach(what -> lines.add("- " + what));
        lines.addAll(List.of(
                "",
                "Names, addresses and labels of instances are here as they reported them. Look through it before you",
                "send it to somebody.",
                ""));
        return String.join("\n", lines);
    }
}
