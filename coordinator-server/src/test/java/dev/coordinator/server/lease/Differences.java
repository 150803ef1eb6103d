package dev.coordinator.server.lease;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where two values of one type differ, by the names of their records' components: {@code pools.orders.seats.app-1.seq}. Pools and
 * seats go by their names, other lists by place. Components that are added to a record later are compared without being named here.
 */
public final class Differences {

    private final Map<String, String> found = new TreeMap<>();

    private Differences() {}

    /** Each place with what stands there in the one and in the other. */
    public static Map<String, String> between(Record one, Record other) {
        Differences differences = new Differences();
        differences.compareRecords("", one, other);
        return differences.found;
    }

    private void compare(String place, Object one, Object other) {
        if (one instanceof Record left && other instanceof Record right && left.getClass() == right.getClass()) {
            compareRecords(place + ".", left, right);
        } else if (one instanceof List<?> left && other instanceof List<?> right) {
            compareMaps(place + ".", byName(left), byName(right));
        } else if (!one.equals(other)) {
            found.put(place, one + " | " + other);
        }
    }

    private void compareRecords(String prefix, Record one, Record other) {
        for (RecordComponent component : one.getClass().getRecordComponents()) {
            compare(prefix + component.getName(), value(component, one), value(component, other));
        }
    }

    private void compareMaps(String prefix, Map<String, Object> one, Map<String, Object> other) {
        one.forEach((name, value) -> {
            if (other.containsKey(name)) {
                compare(prefix + name, value, other.get(name));
            } else {
                found.put(prefix + name, value + " | (missing)");
            }
        });
        other.forEach((name, value) -> {
            if (!one.containsKey(name)) {
                found.put(prefix + name, "(missing) | " + value);
            }
        });
    }

    private static Map<String, Object> byName(List<?> list) {
        Map<String, Object> named = new TreeMap<>();
        for (int place = 0; place < list.size(); place++) {
            Object each = list.get(place);
            String name = Integer.toString(place);
            if (each instanceof PoolImage pool) {
                name = pool.name().value();
            } else if (each instanceof SeatImage seat) {
                name = seat.id().value();
            }
            if (named.put(name, each) != null) {
                throw new IllegalArgumentException(name + " is in the list twice");
            }
        }
        return named;
    }

    private static Object value(RecordComponent component, Record of) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(of);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(component + " can't be read", e);
        }
    }
}
