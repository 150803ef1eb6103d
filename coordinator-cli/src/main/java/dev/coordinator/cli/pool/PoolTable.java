package dev.coordinator.cli.pool;

import dev.coordinator.cli.text.Cell;
import dev.coordinator.cli.text.LocalTime;
import dev.coordinator.cli.text.Paint;
import dev.coordinator.cli.text.Table;
import dev.coordinator.v1.Pool;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Pools, one a row. */
final class PoolTable {

    private PoolTable() {}

    static Table narrow(List<Pool> pools, Instant now) {
        Table table = new Table("POOL", "STATE", "PRIMARY", "EPOCH", "LEASE LEFT", "LIVE", "SUCCESSORS");
        pools.forEach(pool -> table.add(cells(pool, now)));
        return table;
    }

    static Table wide(List<Pool> pools, Instant now, ZoneId zone) {
        Table table = new Table(
                "POOL",
                "STATE",
                "PRIMARY",
                "EPOCH",
                "LEASE LEFT",
                "LIVE",
                "SUCCESSORS",
                "ADDRESS",
                "SINCE",
                "NEXT IN LINE");
        for (Pool pool : pools) {
            List<Cell> row = new ArrayList<>(cells(pool, now));
            row.add(Cell.of(pool.getPrimary().getAddress()));
            row.add(Cell.of(LocalTime.of(pool.getPrimary().getSince(), zone)));
            row.add(Cell.of(String.join(", ", pool.getNextInLineList())));
            table.add(row);
        }
        return table;
    }

    private static List<Cell> cells(Pool pool, Instant now) {
        return List.of(
                Cell.of(pool.getName()),
                new Cell(PoolText.flagged(pool, now), PoolText.flaggedPaint(pool, now)),
                Cell.of(pool.getPrimary().getInstanceId()),
                Cell.of(pool.hasPrimary() ? Long.toString(pool.getPrimary().getEpoch()) : ""),
                Cell.of(PoolText.leaseLeft(pool)),
                Cell.of(pool.getLive() + " of " + pool.getInstances()),
                new Cell(
                        Integer.toString(pool.getSuccessors()),
                        pool.getSuccessors() == 0 ? Paint.DOUBTFUL : Paint.PLAIN));
    }
}
