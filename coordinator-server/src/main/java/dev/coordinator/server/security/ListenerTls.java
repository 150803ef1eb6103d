package dev.coordinator.server.security;

import io.netty.handler.ssl.SslContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listener's TLS, kept up to date with its files. Safe for use by any thread.
 *
 * <p>A change counts once two looks in a row have seen the same bytes, because a certificate and its key are written one after
 * the other. Unfit files change nothing: what worked is used on, and log and status say why. No connection is cut by any of
 * this; new ones begin with what holds then.
 */
public final class ListenerTls {

    /** A certificate that ends within this time is warned of, once a day. */
    static final Duration SOON = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(ListenerTls.class);

    private final TlsSources sources;
    private final InstantSource clock;
    private final Map<Kind, CurrentSslContext> contexts = new LinkedHashMap<>();
    private FileTexts used;
    private Look last;
    private Material material;
    private Instant warned = Instant.EPOCH;
    private volatile CertificateStatus status;

    /** What the files held, or why they couldn't be read; an empty {@code texts} is that. */
    private record Look(Optional<FileTexts> texts, String trouble) {}

    /** What distinguishes the contexts of one listener. */
    private record Kind(boolean server, List<String> protocols) {}

    private ListenerTls(TlsSources sources, InstantSource clock, FileTexts texts) throws TlsException {
        this.sources = sources;
        this.clock = clock;
        used = texts;
        last = new Look(Optional.of(texts), "");
        material = Material.read(sources, texts, clock.instant());
        status = CertificateStatus.of(sources.listener(), material, clock.instant(), Optional.empty());
    }

    /**
     * Reads the files.
     *
     * @throws TlsException if they are unfit
     */
    public static ListenerTls open(TlsSources sources, InstantSource clock) throws TlsException {
        ListenerTls opened = new ListenerTls(sources, clock, FileTexts.read(sources));
        if (FileTexts.isForEveryone(sources.key())) {
            LOG.warn(
                    "event=key-for-everyone file={} why=\"everybody on this machine may read the private key: chmod 600\"",
                    sources.key().path());
        }
        opened.tellLoaded();
        return opened;
    }

    /**
     * For those who connect to the listener.
     *
     * @param protocols for ALPN, the preferred first; empty: not negotiated
     */
    public SslContext serverContext(List<String> protocols) {
        return context(new Kind(true, List.copyOf(protocols)));
    }

    /** For connecting to others; who is reached must have the name or address that was asked for. */
    public SslContext clientContext() {
        return context(new Kind(false, List.of()));
    }

    /** What is shown now, and whether the last change was taken. Never waits. */
    public CertificateStatus status() {
        return status;
    }

    /** Looks at the files; to be called every second or so, on a thread that may wait for a disk. */
    public synchronized void review() {
        Look look = look();
        boolean settled = look.equals(last);
        last = look;
        if (settled) {
            consider(look);
        }
        warnOfExpiry();
    }

    private Look look() {
        try {
            return new Look(Optional.of(FileTexts.read(sources)), "");
        } catch (TlsException unreadable) {
            return new Look(Optional.empty(), String.valueOf(unreadable.getMessage()));
        }
    }

    private void consider(Look look) {
        if (look.texts().isEmpty()) {
            failed(look.trouble());
        } else if (look.texts().get().equals(used)) {
            recovered();
        } else {
            reload(look.texts().get());
        }
    }

    private void reload(FileTexts texts) {
        try {
            Material next = Material.read(sources, texts, clock.instant());
            Map<CurrentSslContext, SslContext> fresh = new LinkedHashMap<>();
            for (Map.Entry<Kind, CurrentSslContext> each : contexts.entrySet()) {
                fresh.put(each.getValue(), build(each.getKey(), next));
            }
            fresh.forEach(CurrentSslContext::replace);
            material = next;
            used = texts;
            warned = Instant.EPOCH;
            status = CertificateStatus.of(sources.listener(), next, clock.instant(), Optional.empty());
            tellLoaded();
        } catch (TlsException unfit) {
            failed(String.valueOf(unfit.getMessage()));
        }
    }

    /** Told once for each reason; the status keeps it until the files are in order. */
    private void failed(String why) {
        if (status.failure().filter(known -> known.why().equals(why)).isPresent()) {
            return;
        }
        status = CertificateStatus.of(
                sources.listener(),
                material,
                status.loaded(),
                Optional.of(new CertificateStatus.Failure(clock.instant(), why)));
        LOG.error(
                "event=certificate-not-reloaded listener={} subject=\"{}\" why=\"{}\" then=\"the one from before is used\"",
                sources.listener(),
                status.subject(),
                why);
    }

    /** The files hold again what is in use. */
    private void recovered() {
        if (status.failure().isPresent()) {
            status = CertificateStatus.of(sources.listener(), material, status.loaded(), Optional.empty());
            LOG.info("event=certificate-as-before listener={}", sources.listener());
        }
    }

    private void tellLoaded() {
        LOG.info(
                "event=certificate-loaded listener={} subject=\"{}\" names={} not-after={}",
                status.listener(),
                status.subject(),
                status.names(),
                status.notAfter());
    }

    private void warnOfExpiry() {
        Instant now = clock.instant();
        if (now.plus(SOON).isAfter(status.notAfter()) && now.isAfter(warned.plus(Duration.ofDays(1)))) {
            warned = now;
            LOG.warn(
                    "event=certificate-expires listener={} subject=\"{}\" not-after={}",
                    status.listener(),
                    status.subject(),
                    status.notAfter());
        }
    }

    private synchronized SslContext context(Kind kind) {
        CurrentSslContext known = contexts.get(kind);
        if (known != null) {
            return known;
        }
        try {
            CurrentSslContext made = new CurrentSslContext(build(kind, material));
            contexts.put(kind, made);
            return made;
        } catch (TlsException e) {
            throw new IllegalStateException("what was judged fit is of no use to TLS", e);
        }
    }

    private SslContext build(Kind kind, Material from) throws TlsException {
        return kind.server() ? Contexts.server(sources, from, kind.protocols()) : Contexts.client(sources, from);
    }
}
