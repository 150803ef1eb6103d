package dev.coordinator.server.journal;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.coordinator.journal.v1.ImageHeader;
import dev.coordinator.journal.v1.PoolState;
import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.LostEpochs;
import dev.coordinator.server.lease.PoolImage;
import dev.coordinator.server.lease.StateImage;
import dev.coordinator.server.roster.Registry;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * Images of the state ↔ bytes, pool by pool.
 *
 * <p>The form: eight bytes of magic, the header and the pools as messages, each after its length in four bytes, and the
 * CRC-32C of all that in eight bytes. A damaged or cut image is refused whole, never half-loaded.
 */
public final class Images {

    private static final byte[] MAGIC = {'C', 'O', 'O', 'R', 'D', 'I', 'M', 'G'};
    private static final int MOST_BYTES_A_MESSAGE = 256 << 20;

    private Images() {}

    /** Writes all of {@code image}; leaves {@code out} open and flushed. */
    public static void write(Image image, OutputStream out) throws IOException {
        write(image, out, pools -> {});
    }

    /** Writes the pools without the nodes, as a cluster has them that is yet to begin. */
    public static void write(StateImage state, OutputStream out) throws IOException {
        write(state, out, pools -> {});
    }

    /**
     * As above.
     *
     * @param progress told after each pool how many are written
     */
    public static void write(StateImage state, OutputStream out, IntConsumer progress) throws IOException {
        write(new Image(state, Registry.NONE), out, progress);
    }

    private static void write(Image image, OutputStream out, IntConsumer progress) throws IOException {
        CRC32C checksum = new CRC32C();
        DataOutputStream checked = new DataOutputStream(new CheckedOutputStream(out, checksum));
        checked.write(MAGIC);
        message(checked, header(image).toByteArray());
        int written = 0;
        for (PoolImage pool : image.state().pools()) {
            message(checked, PoolCodec.encode(pool).toByteArray());
            written++;
            progress.accept(written);
        }
        checked.writeLong(checksum.getValue());
        checked.flush();
    }

    private static ImageHeader header(Image whole) {
        StateImage image = whole.state();
        ImageHeader.Builder header = ImageHeader.newBuilder()
                .setFormat(Entries.FORMAT)
                .setTimeMs(image.time().millis())
                .setLastEpoch(image.lastEpoch())
                .setLastHandle(image.lastHandle())
                .setLastNonce(image.lastNonce())
                .setPools(image.pools().size())
                .setNewestWallMs(image.newestWallMillis())
                .setQuietUntilMs(image.quietUntil().millis());
        image.lostEpochs()
                .forEach(lost -> header.addLostEpochs(dev.coordinator.journal.v1.LostEpochs.newBuilder()
                        .setAbove(lost.above())
                        .setUpTo(lost.upTo())));
        RosterCodec.encode(whole.nodes(), header);
        OutboxCodec.encode(whole.outbox(), header);
        return header.build();
    }

    private static void message(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /**
     * Reads what {@link #write} wrote, to the end of {@code in}.
     *
     * @throws IOException if the stream fails or ends early
     * @throws JournalException if the bytes are damaged, or of a later format
     */
    public static Image read(InputStream in) throws IOException {
        CRC32C checksum = new CRC32C();
        DataInputStream checked = new DataInputStream(new CheckedInputStream(in, checksum));
        if (!Arrays.equals(checked.readNBytes(MAGIC.length), MAGIC)) {
            throw new JournalException("not an image of a coordinator's state");
        }
        try {
            Image image = readMessages(checked);
            long computed = checksum.getValue();
            long stored = checked.readLong();
            if (computed != stored || in.read() >= 0) {
                throw new JournalException("the image is damaged: its checksum does not match");
            }
            return image;
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new JournalException("the image is damaged", e);
        }
    }

    private static Image readMessages(DataInputStream in) throws IOException {
        ImageHeader header = ImageHeader.parseFrom(message(in));
        Entries.requireFormat(header.getFormat());
        KnownFields.require(header);
        List<PoolImage> pools = new ArrayList<>();
        for (long i = 0; i < header.getPools(); i++) {
            PoolState pool = PoolState.parseFrom(message(in));
            KnownFields.require(pool);
            pools.add(PoolCodec.decode(pool));
        }
        StateImage state = new StateImage(
                new ClusterTime(header.getTimeMs()),
                header.getNewestWallMs(),
                new ClusterTime(header.getQuietUntilMs()),
                header.getLastEpoch(),
                header.getLastHandle(),
                header.getLastNonce(),
                header.getLostEpochsList().stream()
                        .map(lost -> new LostEpochs(lost.getAbove(), lost.getUpTo()))
                        .toList(),
                pools);
        return new Image(state, RosterCodec.decode(header), OutboxCodec.decode(header));
    }

    private static byte[] message(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MOST_BYTES_A_MESSAGE) {
            throw new JournalException("the image is damaged: a message of " + length + " bytes");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new JournalException("the image is cut off");
        }
        return bytes;
    }
}
