package dev.coordinator.cli.instance;

import dev.coordinator.cli.pool.LabelText;
import dev.coordinator.cli.pool.SuspensionText;
import dev.coordinator.cli.text.Cell;
import dev.coordinator.cli.text.HumanDuration;
import dev.coordinator.cli.text.Paint;
import dev.coordinator.cli.text.Table;
import dev.coordinator.v1.Eviction;
import dev.coordinator.v1.Instance;
import java.util.ArrayList;
import java.util.List;

/** Instances, one a row. */
public final class InstanceTable {

    private InstanceTable() {}

    static Table narrow(List<Instance> instances) {
        Table table = new Table("INSTANCE", "ROLE", "STATE", "PRIORITY", "CHECKED IN", "ADDRESS", "REASON");
        instances.forEach(instance -> table.add(cells(instance)));
        return table;
    }

    /** With how long each may yet be silent until it counts as lost; for the primary, that ends its lease too. */
    public static Table counting(List<Instance> instances, long ttlMillis, boolean roomy) {
        Table table = roomy
                ? new Table("INSTANCE", "ROLE", "STATE", "LOST IN", "PRIORITY", "CHECKED IN", "ADDRESS", "REASON")
                : new Table("INSTANCE", "ROLE", "STATE", "LOST IN", "REASON");
        for (Instance instance : instances) {
            List<Cell> row = new ArrayList<>(cells(instance));
            long left = Math.max(0, ttlMillis - instance.getLastCheckInAgoMs());
            row.add(3, Cell.of(instance.getLive() && !instance.getLeft() ? HumanDuration.rough(left) : ""));
            if (!roomy) {
                row.subList(4, row.size() - 1).clear();
            }
            table.add(row);
        }
        return table;
    }

    static Table wide(List<Instance> instances) {
        Table table = new Table(
                "INSTANCE",
                "ROLE",
                "STATE",
                "PRIORITY",
                "CHECKED IN",
                "ADDRESS",
                "REASON",
                "LIVE FOR",
                "LOSSES",
                "INCARNATION",
                "SEQ",
                "LABELS");
        for (Instance instance : instances) {
            List<Cell> row = new ArrayList<>(cells(instance));
            row.add(Cell.of(instance.getLiveForMs() == 0 ? "" : HumanDuration.rough(instance.getLiveForMs())));
            row.add(Cell.of(Integer.toUnsignedLong(instance.getRecentLosses())));
            row.add(Cell.of(given(instance.getIncarnation())));
            row.add(Cell.of(given(instance.getSeq())));
            row.add(Cell.of(LabelText.of(instance.getLabelsMap())));
            table.add(row);
        }
        return table;
    }

    private static List<Cell> cells(Instance instance) {
        return List.of(
                Cell.of(instance.getInstanceId()),
                new Cell(RoleText.of(instance.getRole()), RoleText.paint(instance.getRole())),
                state(instance),
                Cell.of(instance.getPriority()),
                Cell.of(HumanDuration.rough(instance.getLastCheckInAgoMs()) + " ago"),
                Cell.of(instance.getAddress()),
                Cell.of(reason(instance)));
    }

    private static String reason(Instance instance) {
        if (instance.hasEviction()) {
            return "evicted " + evicted(instance.getEviction());
        }
        if (!instance.hasCordon()) {
            return instance.getUnelectableReason();
        }
        String own = instance.getUnelectableReason().isEmpty() ? "" : "; " + instance.getUnelectableReason();
        return "cordoned " + SuspensionText.of(instance.getCordon()) + own;
    }

    private static String evicted(Eviction eviction) {
        return "by " + eviction.getActor() + (eviction.getComment().isEmpty() ? "" : ": " + eviction.getComment());
    }

    private static Cell state(Instance instance) {
        if (instance.hasEviction()) {
            return new Cell("evicted", Paint.DOUBTFUL);
        }
        if (instance.getLeft()) {
            return Cell.of("left");
        }
        if (!instance.getLive()) {
            return new Cell("lost", Paint.BAD);
        }
        if (instance.hasCordon()) {
            return new Cell("cordoned", Paint.DOUBTFUL);
        }
        return instance.getFresh() ? Cell.of("live") : new Cell("stale", Paint.DOUBTFUL);
    }

    private static String given(long unsigned) {
        return unsigned == 0 ? "" : Long.toUnsignedString(unsigned);
    }
}
