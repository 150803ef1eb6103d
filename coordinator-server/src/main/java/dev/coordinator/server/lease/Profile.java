package dev.coordinator.server.lease;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an instance reports of itself, beside being alive.
 *
 * @param electable whether it may be primary
 * @param unelectableReason why not, in its words; may be empty
 * @param priority higher is preferred
 * @param address where the application is reached; may be empty; not interpreted
 * @param labels in order of key; not interpreted
 * @param info opaque bytes for people and tools
 */
public record Profile(
        boolean electable,
        String unelectableReason,
        int priority,
        String address,
        SortedMap<String, String> labels,
        Info info) {

    /** Electable, priority 0, and nothing else said. */
    public static final Profile PLAIN = new Profile(true, "", 0, "", new TreeMap<>(), Info.NONE);

    public Profile {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** The same with another word on electability. */
    public Profile withElectable(boolean value, String reason) {
        return new Profile(value, reason, priority, address, labels, info);
    }

    /** The same with another priority. */
    public Profile withPriority(int value) {
        return new Profile(electable, unelectableReason, value, address, labels, info);
    }

    /** The same with another address. */
    public Profile withAddress(String value) {
        return new Profile(electable, unelectableReason, priority, value, labels, info);
    }
}
