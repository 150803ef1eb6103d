package dev.coordinator.cli.doctor;

import dev.coordinator.cli.text.Paint;
import java.util.Locale;

/** How grave a finding is, the worst first. */
enum Level {
    /** Something doesn't work, or two may act as primary, or one more failure stops everything. */
    PROBLEM(Paint.BAD),
    /** It works, and something is to be looked at before it doesn't. */
    WARNING(Paint.DOUBTFUL),
    /** Looked at and found in order. */
    OK(Paint.GOOD);

    private final Paint paint;

    Level(Paint paint) {
        this.paint = paint;
    }

    Paint paint() {
        return paint;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
