package dev.coordinator.server.journal;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import dev.coordinator.journal.v1.CheckIn;
import dev.coordinator.journal.v1.Entry;
import dev.coordinator.journal.v1.Label;
import dev.coordinator.journal.v1.Run;
import java.util.List;

/**
 * Refuses what a later release has written and this one would skip: it could not but guess what it means.
 *
 * <p>Asks check-ins and renewals by name, for every node reads every one of them, and everything else by reflection, which
 * took as long as all the rest of reading an entry.
 */
final class KnownFields {

    private KnownFields() {}

    /** @throws JournalException naming the first message with an unknown field */
    static void require(Entry entry) {
        requireHere(entry);
        require(entry.getRunsList());
        if (entry.hasRoster()) {
            require(entry.getRoster());
        }
        if (entry.hasNodeChange()) {
            require(entry.getNodeChange());
        }
        if (entry.hasDeliveries()) {
            require(entry.getDeliveries());
        }
    }

    /** @throws JournalException naming the first message with an unknown field */
    static void require(List<Run> runs) {
        for (Run run : runs) {
            switch (run.getRunCase()) {
                case CHECK_IN -> {
                    requireHere(run);
                    requireIn(run.getCheckIn());
                }
                case RENEWALS -> {
                    requireHere(run);
                    requireHere(run.getRenewals());
                }
                default -> require(run);
            }
        }
    }

    private static void requireIn(CheckIn checkIn) {
        requireHere(checkIn);
        requireHere(checkIn.getProfile());
        for (Label label : checkIn.getProfile().getLabelsList()) {
            requireHere(label);
        }
    }

    /**
     * As above, of any message and all within it.
     *
     * @throws JournalException naming the first message with an unknown field
     */
    static void require(MessageOrBuilder message) {
        requireHere(message);
        message.getAllFields().forEach((field, value) -> {
            if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                List<?> messages = field.isRepeated() ? (List<?>) value : List.of(value);
                messages.forEach(each -> require((Message) each));
            }
        });
    }

    /** Of this message, and none within it. */
    static void requireHere(MessageOrBuilder message) {
        if (!message.getUnknownFields().asMap().isEmpty()) {
            throw new JournalException(
                    "a field of " + message.getDescriptorForType().getName()
                            + " that this release does not know: "
                            + message.getUnknownFields().asMap().keySet());
        }
    }
}
