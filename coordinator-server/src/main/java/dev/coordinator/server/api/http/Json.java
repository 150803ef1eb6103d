package dev.coordinator.server.api.http;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;

/**
 * Messages as JSON, in the form that protocol buffers define: every field present, 64-bit numbers as strings, times in
 * UTC.
 */
public final class Json {

    private static final JsonFormat.Printer PRINTER = JsonFormat.printer()
            .usingTypeRegistry(TypeRegistry.newBuilder()
                    .add(ErrorInfo.getDescriptor())
                    .add(BadRequest.getDescriptor())
                    .add(RetryInfo.getDescriptor())
                    .build())
            .includingDefaultValueFields()
            .omittingInsignificantWhitespace();

    private static final int FIRST_CHARACTERS = 512;

    private Json() {}

    /** On one line. */
    public static String print(Message message) {
        StringBuilder out = new StringBuilder(FIRST_CHARACTERS);
        JsonWriting.write(message, out);
        return out.toString();
    }

    /** To the letter the same, more slowly. */
    static String printByLibrary(Message message) {
        try {
            return PRINTER.print(message);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a message of our own can't be written as JSON", e);
        }
    }
}
