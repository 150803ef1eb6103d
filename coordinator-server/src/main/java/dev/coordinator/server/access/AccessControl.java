package dev.coordinator.server.access;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules in force, kept up to date with their file. Safe for use by any thread.
 *
 * <p>A change counts once two looks in a row have seen the same bytes, in the access file and in the files of keys that it
 * names. A file that is wrong changes nothing: the rules from before are used on, and log, status and a metric say so.
 */
public final class AccessControl {

    private static final Logger LOG = LoggerFactory.getLogger(AccessControl.class);

    private final AccessFile file;
    private final InstantSource clock;
    private final AccessMeter meter;
    private final FailureLimiter failures;
    private final FailureLimiter denials;
    private String last;
    private String used;
    private String refused = "";
    private volatile Policy policy;
    private volatile AccessStatus status;

    private AccessControl(AccessFile file, InstantSource clock, LongSupplier nanos, AccessMeter meter)
            throws AccessException {
        this.file = file;
        this.clock = clock;
        this.meter = meter;
        this.failures = new FailureLimiter(nanos);
        this.denials = new FailureLimiter(nanos);
        this.used = file.fingerprint();
        this.last = used;
        this.policy = new Policy(file.read());
        this.status = new AccessStatus(clock.instant(), Optional.empty());
        meter.looked(true);
        tellLoaded();
    }

    /**
     * Reads the rules.
     *
     * @param nanos a clock that never goes back
     * @throws AccessException if they can't be put in force; says all that is wrong, and where
     */
    public static AccessControl open(Path file, InstantSource clock, LongSupplier nanos, AccessMeter meter)
            throws AccessException {
        return new AccessControl(new AccessFile(file, clock), clock, nanos, meter);
    }

    /** Looks at the files; to be called every second or so, on a thread that may wait for a disk. */
    public synchronized void review() {
        String look = file.fingerprint();
        boolean settled = look.equals(last);
        last = look;
        if (!settled) {
            return;
        }
        if (!look.equals(used)) {
            reload(look);
        } else if (status.failure().isPresent()) {
            refused = "";
            status = new AccessStatus(status.loaded(), Optional.empty());
            LOG.info("event=access-as-before file={}", file);
        }
        meter.looked(status.failure().isEmpty());
    }

    private void reload(String look) {
        if (look.equals(refused)) {
            return;
        }
        refused = look;
        try {
            file.read();
            String seen = file.fingerprint();
            Rules rules = file.read();
            if (!seen.equals(file.fingerprint())) {
                // Somebody is at it; what is in force must be what its fingerprint says.
                refused = "";
                return;
            }
            policy = new Policy(rules);
            used = seen;
            last = seen;
            refused = "";
            status = new AccessStatus(clock.instant(), Optional.empty());
            tellLoaded();
        } catch (AccessException unfit) {
            failed(String.valueOf(unfit.getMessage()));
        } catch (RuntimeException unforeseen) {
            failed(String.valueOf(unforeseen));
        }
    }

    /** Told once for each reason. */
    private void failed(String why) {
        if (status.failure().filter(known -> known.why().equals(why)).isPresent()) {
            return;
        }
        Instant now = clock.instant();
        status = new AccessStatus(status.loaded(), Optional.of(new AccessStatus.Failure(now, why)));
        LOG.error(
                "event=access-not-reloaded file={} why=\"{}\" then=\"the rules from before are in force\"",
                file,
                why.replace('"', '\''));
    }

    private void tellLoaded() {
        LOG.info("event=access-loaded file={} fingerprint={}", file, used);
    }

    /** Which rules are in force. Never waits. */
    public AccessStatus status() {
        return status;
    }

    /** Whether everybody may use it. */
    public boolean isOpen(Open what) {
        return policy.isOpen(what);
    }

    /** Finds out who somebody is. Never waits, but may take as long as it takes to check a signature. */
    public Login identify(Presented shown) {
        Standing standing = policy.standing(shown, () -> !failures.isExhausted(shown.source()));
        boolean over = nowMillis() >= standing.endMillis();
        Optional<Refusal> refusal = over ? Optional.of(Refusal.expired()) : standing.refusal();
        if (refusal.isEmpty()) {
            return new Login.Known(new Identity(this, shown, standing));
        }
        return refused(failures.failed(shown.source()) ? refusal.get() : Refusal.tooMany());
    }

    private Login refused(Refusal refusal) {
        meter.refused(refusal.reason());
        return new Login.Refused(refusal);
    }

    /**
     * Counts that somebody known was denied something.
     *
     * @return whether it is worth a line; it isn't when they have been denied so often that another says nothing new
     */
    public boolean denied(String principal, Verb verb) {
        meter.denied(verb);
        return denials.failed(principal + " " + verb);
    }

    Policy policy() {
        return policy;
    }

    long nowMillis() {
        return clock.millis();
    }
}
