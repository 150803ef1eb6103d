package dev.coordinator.server.lease.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** All stories as the logs that they make, for whoever wants to apply them elsewhere. */
public final class Stories {

    private Stories() {}

    /** By the name of the file, in order; each ends where the cluster is recovered. */
    public static SortedMap<String, List<Entry>> logs() {
        SortedMap<String, List<Entry>> logs = new TreeMap<>();
        for (Path file : Script.filesIn(Script.FOLDER)) {
            List<Entry> log = new ArrayList<>();
            new Stage((stage, entry, outcome) -> {
                        if (!stage.hasRecovered()) {
                            log.add(entry);
                        }
                    })
                    .play(Script.read(file));
            logs.put(file.getFileName().toString(), log);
        }
        return logs;
    }
}
