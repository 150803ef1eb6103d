package dev.coordinator.server.lease;

import java.util.Arrays;

/** Opaque bytes that an instance reports for people and tools. */
public final class Info {

    /** Nothing. */
    public static final Info NONE = new Info(new byte[0]);

    private final byte[] bytes;

    private Info(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes a copy. */
    public static Info of(byte[] bytes) {
        return bytes.length == 0 ? NONE : new Info(bytes.clone());
    }

    /** A copy. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /** How many. */
    public int size() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Info info && Arrays.equals(bytes, info.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
