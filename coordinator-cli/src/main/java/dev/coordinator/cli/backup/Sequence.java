package dev.coordinator.cli.backup;

import com.google.protobuf.ByteString;
import dev.coordinator.v1.BackupEnd;
import dev.coordinator.v1.BackupHeader;
import dev.coordinator.v1.BackupRecord;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Checks the records of one backup as they come: a header, parts, an end that fits them. */
final class Sequence {

    private static final int FORMAT = 1;

    private final MessageDigest digest = sha256();
    private BackupHeader header = BackupHeader.getDefaultInstance();
    private long bytes;
    private boolean begun;
    private boolean ended;

    void next(BackupRecord record) throws BadBackup {
        switch (record.getRecordCase()) {
            case HEADER -> begin(record.getHeader());
            case PART -> add(record.getPart().getData());
            case END -> end(record.getEnd());
            case RECORD_NOT_SET -> throw new BadBackup("it has a record that this coordctl doesn't know");
        }
    }

    private void begin(BackupHeader first) throws BadBackup {
        if (first.getFormat() != FORMAT) {
            throw new BadBackup("it has format " + Integer.toUnsignedString(first.getFormat())
                    + ", and this coordctl reads " + FORMAT + "; use the release that wrote it, or a newer one");
        }
        require(!begun);
        header = first;
        begun = true;
    }

    private void add(ByteString data) throws BadBackup {
        require(begun && !ended);
        data.asReadOnlyByteBufferList().forEach(digest::update);
        bytes += data.size();
    }

    private void end(BackupEnd end) throws BadBackup {
        require(begun && !ended);
        ended = true;
        if (end.getBytes() != bytes || !end.getSha256().equals(ByteString.copyFrom(digest.digest()))) {
            throw new BadBackup("it is damaged: the checksum of all of it doesn't match; use another copy");
        }
    }

    private static void require(boolean inOrder) throws BadBackup {
        if (!inOrder) {
            throw new BadBackup("it is damaged: its records are not in order");
        }
    }

    /** What it is a backup of, as far as it came. */
    BackupHeader header() {
        return header;
    }

    /** The header of what is now known to be whole. */
    BackupHeader complete() throws BadBackup {
        if (!ended) {
            throw new BadBackup("it is cut off before its end; save or copy it again");
        }
        return header;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
