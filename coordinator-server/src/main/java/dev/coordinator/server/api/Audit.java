package dev.coordinator.server.api;

/** Told what people did, and what somebody was kept from. May be called by any thread, and must not block. */
@FunctionalInterface
public interface Audit {

    /** Nobody listens. */
    Audit NONE = entry -> {};

    void record(Entry entry);

    /** What became of it. */
    enum Kind {
        /** An operator's action was taken, and answered. */
        OPERATION,
        /** Somebody known may not do it. */
        DENIED,
        /** It is not known who it is. */
        UNAUTHENTICATED
    }

    /**
     * One line.
     *
     * @param principal who; {@code -}: it isn't known, or nobody checks
     * @param credential what they showed, a word; {@code -}: nothing
     * @param from the address they came from
     * @param edge by which they came: grpc or http
     * @param call what they asked for, by its name in the API; {@code -}: nothing in particular
     * @param verb the permission that it takes, a word
     * @param pool it is about; empty: none
     * @param instance it is about; empty: none
     * @param request the whole of it, on one line, cut where it is long; empty: it isn't told
     * @param outcome a word of the canonical codes: OK, PERMISSION_DENIED
     * @param why in words; empty: it speaks for itself
     */
    record Entry(
            Kind kind,
            String principal,
            String credential,
            String from,
            String edge,
            String call,
            String verb,
            String pool,
            String instance,
            String request,
            String outcome,
            String why) {}
}
