package dev.coordinator.server.api;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.Collection;

/**
 * What the free information of a check-in may be. It is handed to whoever reads the instance, so what some reader can't take
 * is refused here, of the one instance, and doesn't make a list of all unreadable.
 */
final class InfoRules {

    static final int MOST_BYTES = 4096;

    /**
     * The information itself is the first. Each takes up to three levels of the binary form, of which libraries read 100, and an
     * answer puts some around what a request said.
     */
    static final int MOST_LEVELS = 16;

    private InfoRules() {}

    static void check(Struct info, Violations violations) {
        int bytes = info.getSerializedSize();
        violations.require(bytes <= MOST_BYTES, "info", "at most " + MOST_BYTES + " bytes encoded", bytes);
        if (bytes > MOST_BYTES) {
            return;
        }
        int levels = levels(info.getFieldsMap().values());
        violations.require(
                levels <= MOST_LEVELS, "info", "at most " + MOST_LEVELS + " levels of objects and lists", levels);
        checkNumbers(info.getFieldsMap().values(), violations);
    }

    private static int levels(Collection<Value> values) {
        return 1
                + values.stream()
                        .filter(value -> value.hasStructValue() || value.hasListValue())
                        .mapToInt(value -> levels(within(value)))
                        .max()
                        .orElse(0);
    }

    /** JSON has no others. */
    private static void checkNumbers(Collection<Value> values, Violations violations) {
        for (Value value : values) {
            violations.require(
                    !value.hasNumberValue() || Double.isFinite(value.getNumberValue()),
                    "info",
                    "finite numbers",
                    value.getNumberValue());
            checkNumbers(within(value), violations);
        }
    }

    private static Collection<Value> within(Value value) {
        return value.hasStructValue()
                ? value.getStructValue().getFieldsMap().values()
                : value.getListValue().getValuesList();
    }
}
