package dev.coordinator.cli.pool;

/** One run of an instance in words. */
public final class RunText {

    private RunText() {}

    /** "incarnation 7 at 10.0.0.3:80". */
    public static String of(long incarnation, String address) {
        String run = incarnation == 0 ? "a bare client" : "incarnation " + Long.toUnsignedString(incarnation);
        return address.isEmpty() ? run : run + " at " + address;
    }
}
