package dev.coordinator.server.watch;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a watch goes on, as text that every node of the cluster understands and clients don't look into. */
public final class WatchCursor {

    /** How long the text may be, in characters. */
    public static final int MOST_CHARACTERS = 256;

    private static final Pattern SHAPE = Pattern.compile("(.+)-(\\d{1,18})-(\\d{1,9})");

    private final String clusterId;
    private final Place place;

    WatchCursor(String clusterId, Place place) {
        this.clusterId = clusterId;
        this.place = place;
    }

    /** What {@link #text} said; empty, when it was not said by any node. */
    public static Optional<WatchCursor> parse(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        Matcher parts = SHAPE.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Place place = new Place(Long.parseLong(parts.group(2)), Integer.parseInt(parts.group(3)));
        return Optional.of(new WatchCursor(parts.group(1), place));
    }

    /** For the client to keep. */
    public String text() {
        return clusterId + '-' + place.index() + '-' + place.ordinal();
    }

    boolean isOf(String cluster) {
        return clusterId.equals(cluster);
    }

    Place place() {
        return place;
    }
}
