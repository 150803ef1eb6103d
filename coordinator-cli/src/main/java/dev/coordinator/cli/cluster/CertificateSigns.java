package dev.coordinator.cli.cluster;

import dev.coordinator.cli.text.HumanDuration;
import dev.coordinator.v1.ListenerCertificate;
import dev.coordinator.v1.StatusResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What is the matter with a node's certificates, or will be before a person can have looked twice. */
public final class CertificateSigns {

    /** One that ends within this time is warned of. */
    static final Duration SOON = Duration.ofDays(30);

    private static final String ANOTHER_AUTHORITY =
            "--renew keeps the authority: make another in a new DIR and have both trusted for a while, as docs/security.md says";

    private CertificateSigns() {}

    /**
     * Something to be seen to.
     *
     * @param broken whether new connections fail already
     * @param what in words that follow the node's name
     * @param next what to do about it
     */
    public record Sign(boolean broken, String what, String next) {}

    /**
     * Of one node, those that have expired first.
     *
     * @param nowMillis this machine's wall clock
     */
    public static List<Sign> of(StatusResponse status, long nowMillis) {
        List<Sign> signs = new ArrayList<>();
        for (ListenerCertificate each : status.getCertificatesList()) {
            String renew = "coordctl certs DIR --renew, then put its files in place of " + each.getSubject() + "'s";
            expiry("its " + each.getListener() + " certificate", each.getNotAfterMs(), nowMillis, renew, signs);
            if (each.getAuthoritiesNotAfterMs() > 0) {
                String authority = "an authority that its " + each.getListener() + " listener trusts";
                expiry(authority, each.getAuthoritiesNotAfterMs(), nowMillis, ANOTHER_AUTHORITY, signs);
            }
            if (each.getReloadFailedMs() > 0) {
                signs.add(new Sign(
                        false,
                        "can't use the new files of its " + each.getListener() + " listener, and uses the old ones on: "
                                + each.getReloadFailure(),
                        "mend the file; it is looked at every second"));
            }
        }
        signs.sort((one, other) -> Boolean.compare(other.broken(), one.broken()));
        return signs;
    }

    private static void expiry(String whose, long notAfterMillis, long nowMillis, String next, List<Sign> signs) {
        long left = notAfterMillis - nowMillis;
        if (left >= SOON.toMillis()) {
            return;
        }
        Instant end = Instant.ofEpochMilli(notAfterMillis).truncatedTo(ChronoUnit.SECONDS);
        signs.add(
                left <= 0
                        ? new Sign(true, whose + " expired at " + end + ": new connections fail", next)
                        : new Sign(false, whose + " expires in " + HumanDuration.rough(left) + ", at " + end, next));
    }
}
