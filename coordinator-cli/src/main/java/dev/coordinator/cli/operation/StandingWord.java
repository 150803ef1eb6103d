package dev.coordinator.cli.operation;

import com.google.protobuf.MessageOrBuilder;
import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.invocation.Invocation;
import io.grpc.MethodDescriptor;
import java.util.function.Function;

/** An operator's word that holds from then on, and is safe to repeat: says it, and tells what holds now. */
final class StandingWord {

    private StandingWord() {}

    /** Asks the cluster, prints the answer in words or as JSON, and returns the exit status. */
    static <Q, A extends MessageOrBuilder> int say(
            Invocation invocation, MethodDescriptor<Q, A> method, Q word, Function<A, String> inWords) {
        A answer;
        try (Cluster cluster = invocation.cluster()) {
            answer = cluster.ask(method, word);
        }
        if (invocation.json()) {
            invocation.sayJson(answer);
        } else {
            invocation.sayInWords(inWords.apply(answer));
        }
        return 0;
    }
}
