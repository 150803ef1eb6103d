package dev.coordinator.cli.top;

import dev.coordinator.cli.text.Paint;

/** What can be the matter with a pool, the worst first. */
enum Trouble {
    NO_PRIMARY("no primary", Paint.BAD),
    DUAL_CLAIM("dual claim", Paint.BAD),
    GRANTS_NOTHING("grants nothing", Paint.DOUBTFUL),
    AWAITED("primary awaited", Paint.DOUBTFUL),
    BOOTSTRAPPING("bootstrapping", Paint.DOUBTFUL),
    LEASE_RUNS_DOWN("lease runs down", Paint.DOUBTFUL),
    NO_SUCCESSOR("no successor", Paint.DOUBTFUL),
    DRAINING("draining", Paint.DOUBTFUL),
    PAUSED("paused", Paint.DOUBTFUL),
    FLAPPING("flapping", Paint.DOUBTFUL);

    private final String words;
    private final Paint paint;

    Trouble(String words, Paint paint) {
        this.words = words;
        this.paint = paint;
    }

    String words() {
        return words;
    }

    Paint paint() {
        return paint;
    }
}
