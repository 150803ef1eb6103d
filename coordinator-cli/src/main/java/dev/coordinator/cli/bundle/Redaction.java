package dev.coordinator.cli.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of text, by the names that stand before them.
 *
 * <p>Of YAML, JSON, {@code key=value} and headers. After such a name the rest of the line goes, and with it the more deeply indented
 * lines that follow. It errs on the side of taking too much; a secret under a name that doesn't say so stays.
 */
final class Redaction {

    static final String MARK = "(redacted)";

    /** Every repetition is bounded: a line may be megabytes long. */
    private static final Pattern SECRET = Pattern.compile(
            "(?i)(?:secret|passw|passphrase|pwd|token|credential|private|api[_-]?key|authorization|cookie)"
                    + "[\\w.-]{0,64}[\"']?\\s{0,8}[:=]");

    private static final Pattern USER_INFO = Pattern.compile("://[^/\\s:@]{1,256}:[^/\\s@]{1,256}@");
    private static final Pattern PEM = Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----");

    private Redaction() {}

    static String of(String text) {
        List<String> kept = new ArrayList<>();
        int redactedAt = Integer.MAX_VALUE;
        boolean withinKey = false;
        for (String line : text.split("\n", -1)) {
            withinKey |= PEM.matcher(line).find();
            if (withinKey) {
                kept.add(MARK);
                withinKey = !line.contains("-----END");
            } else if (line.isBlank() || !belongsTo(redactedAt, line)) {
                Matcher secret = SECRET.matcher(line);
                boolean found = secret.find();
                redactedAt = found && opensBlock(line.substring(secret.end()))
                        ? indentation(line)
                        : line.isBlank() && redactedAt != Integer.MAX_VALUE ? redactedAt : Integer.MAX_VALUE;
                kept.add(
                        found ? redacted(line, secret) : USER_INFO.matcher(line).replaceAll("://" + MARK + "@"));
            }
        }
        return String.join("\n", kept);
    }

    /** YAML's lists may stand right below the key that they belong to. */
    private static boolean belongsTo(int redactedAt, String line) {
        int at = indentation(line);
        return at > redactedAt || (at == redactedAt && line.startsWith("- ", at));
    }

    /** Nothing follows on the line, or only what says that a text follows below. */
    private static boolean opensBlock(String value) {
        return value.isBlank() || value.strip().matches("[|>][-+0-9]*|[\\[{]");
    }

    private static String redacted(String line, Matcher secret) {
        boolean json = secret.group().contains("\"");
        return line.substring(0, secret.end())
                + (json ? " \"" + MARK + "\"" : " " + MARK)
                + (json && line.stripTrailing().endsWith(",") ? "," : "");
    }

    private static int indentation(String line) {
        return line.length() - line.stripLeading().length();
    }
}
