package dev.coordinator.server.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A member of a pool over all its runs: usually one program at a time, seldom two, sometimes none. */
final class Instance {

    private final String pool;
    private final String id;
    private final int priority;
    private final Kind kind;
    private final Optional<StateFile> file;
    private final List<Program> programs = new ArrayList<>();
    private int started;

    /** What kind of program it is. */
    enum Kind {
        MEMBER,
        BARE,
        LIAR
    }

    Instance(String pool, String id, int priority, Kind kind, boolean keepsFile) {
        this.pool = pool;
        this.id = id;
        this.priority = priority;
        this.kind = kind;
        this.file = keepsFile ? Optional.of(new StateFile()) : Optional.empty();
    }

    /** Starts another program, whatever became of the last. */
    Program starts(Program.Surroundings around) {
        programs.removeIf(program -> !program.isAlive());
        Program program = switch (kind) {
            case MEMBER -> new MemberProgram(around, this, file);
            case BARE -> new BareProgram(around, this);
            case LIAR -> new LyingProgram(around, this);
        };
        programs.add(program);
        around.world().story().tell(pool, () -> program + " starts");
        program.start();
        started++;
        return program;
    }

    boolean hasHadProgrames() {
        return started > 0;
    }

    List<Program> alive() {
        return programs.stream().filter(Program::isAlive).toList();
    }

    String pool() {
        return pool;
    }

    String id() {
        return id;
    }

    int priority() {
        return priority;
    }

    Kind kind() {
        return kind;
    }
}
