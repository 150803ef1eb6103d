package dev.coordinator.cli.text;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;

/** Messages as the HTTP API writes them: Protocol Buffers' JSON, every field present, 64-bit numbers as strings. */
public final class Json {

    private Json() {}

    /** Over several lines. */
    public static String pretty(MessageOrBuilder message) {
        return print(JsonFormat.printer().includingDefaultValueFields(), message);
    }

    /** On one line. */
    public static String line(MessageOrBuilder message) {
        return print(JsonFormat.printer().includingDefaultValueFields().omittingInsignificantWhitespace(), message);
    }

    private static String print(JsonFormat.Printer printer, MessageOrBuilder message) {
        try {
            return printer.print(message);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a message can't be written as JSON", e);
        }
    }
}
