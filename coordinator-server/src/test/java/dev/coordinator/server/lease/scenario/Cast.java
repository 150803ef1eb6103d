package dev.coordinator.server.lease.scenario;

import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Holding;
import dev.coordinator.server.lease.Incarnation;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.PoolName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who plays, and how what they say is read: one part of a step makes one command of the log. */
final class Cast {

    static final PoolName POOL = new PoolName("orders");

    private final Map<String, Player> processes = new TreeMap<>();

    /**
     * A command, as a story says it.
     *
     * @param who said it
     * @param hearer of the answer, if anyone does
     */
    record Line(String who, Command command, Optional<Player> hearer) {}

    Line line(Place place, String text) {
        List<Words> clauses = new ArrayList<>();
        for (String clause : text.split(",", -1)) {
            clauses.add(new Words(place, clause));
        }
        Words first = clauses.get(0);
        if (first.accept("operator")) {
            return new Line(
                    "operator",
                    Operator.command(pool(first), first, clauses.subList(1, clauses.size())),
                    Optional.empty());
        }
        Player speaker = process(first);
        if (first.accept("leaves")) {
            return new Line(
                    speaker.toString(),
                    leave(speaker, first, clauses.subList(1, clauses.size())),
                    Optional.of(speaker));
        }
        boolean inFull = first.accept("checks", "in");
        if (!inFull && !first.accept("renews")) {
            throw first.unknown();
        }
        Report report = new Report(speaker);
        if (!inFull && first.accept("by", "handle")) {
            report.byHandle(first.number("a handle"));
        }
        first.end();
        clauses.subList(1, clauses.size()).forEach(report::says);
        Command command = inFull ? report.checkIn() : report.renewal(first);
        return new Line(speaker.toString(), command, report.isAnswerLost() ? Optional.empty() : Optional.of(speaker));
    }

    private static Command leave(Player speaker, Words first, List<Words> clauses) {
        first.end();
        long seq = speaker.run.isBare() ? 0 : -1;
        for (Words clause : clauses) {
            if (!clause.accept("seq")) {
                throw clause.unknown();
            }
            seq = speaker.seq(clause.number("a sequence number"));
            clause.end();
        }
        return new Command.Leave(speaker.pool, speaker.id, speaker.run, seq < 0 ? speaker.nextSeq() : seq);
    }

    private Player process(Words words) {
        boolean bare = words.accept("bare");
        String name = words.take("an instance");
        int mark = name.indexOf('#');
        if (bare && mark >= 0) {
            throw words.complaint("a bare client has no runs: " + name);
        }
        InstanceId id = id(words, mark < 0 ? name : name.substring(0, mark));
        Incarnation run = bare ? Incarnation.BARE : run(words, mark < 0 ? "#1" : name.substring(mark));
        PoolName pool = pool(words);
        return processes.computeIfAbsent(pool + " " + id + " " + run.bits(), key -> new Player(pool, id, run));
    }

    private static PoolName pool(Words words) {
        return words.accept("in") ? new PoolName(words.take("a pool")) : POOL;
    }

    static InstanceId id(Words words, String name) {
        if (!name.matches("[a-z][a-z0-9-]*")) {
            throw words.complaint("\"" + name + "\" is no instance of a story, such as a or a#2");
        }
        return new InstanceId(name);
    }

    static Incarnation run(Words words, String name) {
        if (!name.matches("#[1-9]\\d*")) {
            throw words.complaint("\"" + name + "\" is no run, such as #2");
        }
        return new Incarnation(Long.parseLong(name.substring(1)));
    }

    static Holding holding(Words words) {
        return words.accept("nothing") ? Holding.NOTHING : Holding.of(words.number("an epoch"));
    }
}
