package dev.coordinator.server.api;

import com.google.protobuf.MessageLite;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

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
     * @param shown whether a row may be seen; one that may not counts as if it were on the page, which is then shorter
     */
    static <R, M extends MessageLite> Page<M> cut(
            List<R> rows, int size, Predicate<R> shown, Function<R, M> message, Function<R, String> key) {
        List<M> messages = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < rows.size(); i++) {
            if (i == size || bytes >= MOST_BYTES) {
                return new Page<>(messages, PageRequest.tokenAfter(key.apply(rows.get(i - 1))));
            }
            if (shown.test(rows.get(i))) {
                M next = message.apply(rows.get(i));
                bytes += next.getSerializedSize();
                messages.add(next);
            }
        }
        return new Page<>(messages, "");
    }
}
