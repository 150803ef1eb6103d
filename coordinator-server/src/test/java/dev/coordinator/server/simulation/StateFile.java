package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Incarnation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an instance keeps over restarts, under a lock: which of its runs came since the last answered check-in. */
final class StateFile {

    private final List<Incarnation> runs = new ArrayList<>();
    private Optional<Program> owner = Optional.empty();

    /** The lock is free once its owner is dead. */
    boolean lock(Program program) {
        if (owner.filter(Program::isAlive).isPresent()) {
            return false;
        }
        owner = Optional.of(program);
        return true;
    }

    void enter(Incarnation run) {
        runs.add(run);
    }

    /** Those that {@code run} replaces, which are certainly dead; too many to be named are not named. */
    List<Incarnation> predecessorsOf(Incarnation run) {
        List<Incarnation> others =
                runs.stream().filter(each -> !each.equals(run)).toList();
        return others.size() > Command.CheckIn.MOST_SUPERSEDED ? List.of() : others;
    }

    void answered(Incarnation run) {
        runs.clear();
        runs.add(run);
    }
}
