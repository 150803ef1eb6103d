package dev.coordinator.server.api;

import com.google.protobuf.MessageLite;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One page of a list: no more messages than asked for, and not many more bytes than a client takes by default.
 *
 * @param nextToken for the next page; empty: this is the last
 */
record Page<M extends MessageLite>(List<M> messages, String nextToken) {

    private static final int MOST_BYTES = 1 << 20;

    /**
     * Cuts a page.
     *
     * @param rows one more than fits on the page, where there is one more
     */
    static <R, M extends MessageLite> Page<M> cut(
            List<R> rows, int size, Function<R, M> message, Function<R, String> key) {
        List<M> messages = new ArrayList<>();
        long bytes = 0;
        for (R row : rows) {
            if (messages.size() == size || bytes >= MOST_BYTES) {
                return new Page<>(messages, PageRequest.tokenAfter(key.apply(rows.get(messages.size() - 1))));
            }
            M next = message.apply(row);
            bytes += next.getSerializedSize();
            messages.add(next);
        }
        return new Page<>(messages, "");
    }
}
