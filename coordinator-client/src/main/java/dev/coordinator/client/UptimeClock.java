package dev.coordinator.client;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Linux's CLOCK_BOOTTIME, which Java has no call for, by way of {@code /proc/uptime}.
 *
 * <p>The file shows seconds with two decimals, cut off, so the true time is less than 10 ms later. A reading costs about
 * a microsecond. The file stays open, so running out of file descriptors can't stop the clock. It is not read through
 * a channel, because the interrupt of a reading thread closes a channel, and interrupted threads are just those that ask
 * whether they are still primary.
 */
final class UptimeClock implements LeaseClock {

    private static final long RESOLUTION_NANOS = 10_000_000;

    private final RandomAccessFile file;
    private final byte[] buffer = new byte[64];

    private UptimeClock(RandomAccessFile file) {
        this.file = file;
    }

    static UptimeClock open(Path uptime) throws IOException {
        RandomAccessFile file = new RandomAccessFile(uptime.toFile(), "r");
        try {
            UptimeClock clock = new UptimeClock(file);
            clock.hundredths();
            return clock;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public Moment read() {
        try {
            long nanos = hundredths() * RESOLUTION_NANOS;
            return new Moment(nanos, nanos + RESOLUTION_NANOS);
        } catch (IOException e) {
            throw new UncheckedIOException("the lease clock can't be read", e);
        }
    }

    private synchronized long hundredths() throws IOException {
        file.seek(0);
        return parse(buffer, file.read(buffer));
    }

    /** Reads {@code 1145.83 2189.58} up to the blank. */
    static long parse(byte[] text, int length) throws IOException {
        long value = 0;
        int point = -1;
        for (int i = 0; i < length; i++) {
            byte c = text[i];
            if (c >= '0' && c <= '9') {
                value = value * 10 + (c - '0');
            } else if (c == '.' && point < 0 && i > 0) {
                point = i;
            } else if (c == ' ' && point >= 0 && i == point + 3) {
                return value;
            } else {
                break;
            }
        }
        throw new IOException("not the form of /proc/uptime");
    }
}
