package dev.coordinator.cli.cluster;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;

/** What came of a word, for scripts. Whole numbers are texts, as in every JSON of the API. */
final class Outcome {

    private final Struct.Builder json = Struct.newBuilder();

    Outcome with(String name, String text) {
        json.putFields(name, Value.newBuilder().setStringValue(text).build());
        return this;
    }

    Outcome with(String name, boolean truth) {
        json.putFields(name, Value.newBuilder().setBoolValue(truth).build());
        return this;
    }

    Outcome with(String name, long number) {
        return with(name, Long.toUnsignedString(number));
    }

    Struct json() {
        return json.build();
    }
}
