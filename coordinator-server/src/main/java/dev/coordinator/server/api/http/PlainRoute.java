package dev.coordinator.server.api.http;

import com.google.rpc.Status;
import io.grpc.Metadata;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A path that is answered by the node itself, not by a call: {@code /metrics} and its like. {@code GET} and {@code HEAD}
 * only, without parameters.
 *
 * @param path literals only: {@code /metrics}
 */
public record PlainRoute(String path, Source source, Guard guard) {

    /** For everybody. */
    public PlainRoute(String path, Source source) {
        this(path, source, headers -> Optional.empty());
    }

    /** The same, for those whom {@code guard} lets through. */
    public PlainRoute guarded(Guard guard) {
        return new PlainRoute(path, source, guard);
    }

    /** Decides who may see it. */
    @FunctionalInterface
    public interface Guard {
        /**
         * Why somebody may not; empty: they may. Must not block.
         *
         * @param headers who it is, as {@link CallerHeaders} has it
         */
        Optional<Status> refusal(Metadata headers);
    }

    /** What a plain route answers. */
    @FunctionalInterface
    public interface Source {
        /**
         * Called in an event loop: must not block, and gives its page now or later, from any thread, once.
         *
         * @param accept what the request says in {@code Accept}; empty when it says nothing
         */
        void page(String accept, Consumer<Page> taker);
    }

    /**
     * One answer.
     *
     * @param status of HTTP, such as 200
     * @param type of the body, such as {@code text/plain; charset=utf-8}
     */
    public record Page(int status, String type, String body) {}
}
