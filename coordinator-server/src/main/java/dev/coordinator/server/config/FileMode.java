package dev.coordinator.server.config;

import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Permissions of a file as the shell's {@code chmod} takes them: three octal digits, perhaps after a zero. */
final class FileMode {

    private static final Pattern OCTAL = Pattern.compile("0?[0-7]{3}");

    private FileMode() {}

    static Optional<Set<PosixFilePermission>> parse(String text) {
        return OCTAL.matcher(text).matches()
                ? Optional.of(PosixFilePermissions.fromString(text.substring(text.length() - 3)
                        .chars()
                        .mapToObj(digit -> letters(digit - '0'))
                        .collect(Collectors.joining())))
                : Optional.empty();
    }

    static String write(Set<PosixFilePermission> mode) {
        int bits = 0;
        for (char letter : PosixFilePermissions.toString(mode).toCharArray()) {
            bits = bits << 1 | (letter == '-' ? 0 : 1);
        }
        return String.format("%03o", bits);
    }

    private static String letters(int digit) {
        return ((digit & 4) == 0 ? "-" : "r") + ((digit & 2) == 0 ? "-" : "w") + ((digit & 1) == 0 ? "-" : "x");
    }
}
