package dev.coordinator.server.outbox;

import java.util.regex.Pattern;

/**
 * What a webhook is called, by the nodes that deliver to it.
 *
 * @param value 1 to 64 characters of {@code [A-Za-z0-9_-]}
 */
public record WebhookName(String value) implements Comparable<WebhookName> {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public WebhookName {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a webhook's name has 1 to 64 characters of [A-Za-z0-9_-], not \"" + value + "\"");
        }
    }

    @Override
    public int compareTo(WebhookName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
