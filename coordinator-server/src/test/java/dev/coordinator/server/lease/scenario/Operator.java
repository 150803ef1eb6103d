package dev.coordinator.server.lease.scenario;

import dev.coordinator.server.lease.Actor;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.Operation;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.SettingsChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What an operator orders, as a story says it; a last clause may say why. */
final class Operator {

    static final String NAME = "operator";

    private Operator() {}

    static Command command(PoolName pool, Words first, List<Words> more) {
        List<Words> clauses = new ArrayList<>(more);
        Actor actor = new Actor(NAME, comment(clauses));
        if (first.accept("sets")) {
            SettingsChange change = Setting.of(first);
            for (Words clause : clauses) {
                change = Setting.of(clause).over(change);
            }
            return new Command.SetPoolSettings(pool, change, actor);
        }
        if (!clauses.isEmpty()) {
            throw clauses.get(0).unknown();
        }
        Operation operation = operation(first);
        first.end();
        return new Command.Operate(pool, operation, actor);
    }

    private static String comment(List<Words> clauses) {
        boolean isThere = !clauses.isEmpty() && clauses.get(clauses.size() - 1).accept("because");
        return isThere ? clauses.remove(clauses.size() - 1).rest() : "";
    }

    private static Operation operation(Words words) {
        if (words.accept("hands", "over")) {
            Optional<InstanceId> to = to(words);
            return words.accept("at") ? new Operation.Schedule(to, words.span("a time")) : new Operation.Switchover(to);
        }
        if (words.accept("cancels")) {
            return new Operation.Unschedule();
        }
        if (words.accept("fails", "over")) {
            return new Operation.Failover(to(words), words.accept("unsafe", "now"));
        }
        if (words.accept("calls", "off")) {
            return new Operation.CallOff();
        }
        if (words.accept("pauses")) {
            return new Operation.Pause(forSpan(words));
        }
        if (words.accept("resumes")) {
            return new Operation.Resume();
        }
        if (words.accept("cordons")) {
            return new Operation.Cordon(instance(words), forSpan(words));
        }
        if (words.accept("uncordons")) {
            return new Operation.Uncordon(instance(words));
        }
        if (words.accept("evicts")) {
            return new Operation.Evict(
                    instance(words),
                    words.accept("run") ? Optional.of(Cast.run(words, words.take("a run"))) : Optional.empty());
        }
        if (words.accept("deletes")) {
            return new Operation.Delete();
        }
        throw words.unknown();
    }

    private static Optional<InstanceId> to(Words words) {
        return words.accept("to") ? Optional.of(instance(words)) : Optional.empty();
    }

    private static InstanceId instance(Words words) {
        return Cast.id(words, words.take("an instance"));
    }

    private static OptionalLong forSpan(Words words) {
        return words.accept("for") ? OptionalLong.of(words.span("how long")) : OptionalLong.empty();
    }

    /** One setting, as a clause says it. */
    private static final class Setting {

        private static final OptionalLong NONE = OptionalLong.empty();
        private static final OptionalInt ZERO = OptionalInt.empty();
        private static final Optional<Boolean> UNSAID = Optional.empty();

        static SettingsChange of(Words clause) {
            SettingsChange change;
            if (clause.accept("candidates")) {
                OptionalInt candidates = OptionalInt.of((int) clause.number("how many"));
                change = new SettingsChange(NONE, NONE, NONE, NONE, NONE, candidates, NONE, NONE, UNSAID, NONE);
            } else if (clause.accept("failback", "on")) {
                change = new SettingsChange(NONE, NONE, NONE, NONE, NONE, ZERO, NONE, NONE, Optional.of(true), NONE);
            } else if (clause.accept("failback", "off")) {
                change = new SettingsChange(NONE, NONE, NONE, NONE, NONE, ZERO, NONE, NONE, Optional.of(false), NONE);
            } else {
                change = time(clause);
            }
            clause.end();
            return change;
        }

        private static SettingsChange time(Words clause) {
            if (clause.accept("interval")) {
                return new SettingsChange(span(clause), NONE, NONE, NONE, NONE, ZERO, NONE, NONE, UNSAID, NONE);
            }
            if (clause.accept("ttl")) {
                return new SettingsChange(NONE, span(clause), NONE, NONE, NONE, ZERO, NONE, NONE, UNSAID, NONE);
            }
            if (clause.accept("margin")) {
                return new SettingsChange(NONE, NONE, span(clause), NONE, NONE, ZERO, NONE, NONE, UNSAID, NONE);
            }
            if (clause.accept("retention")) {
                return new SettingsChange(NONE, NONE, NONE, span(clause), NONE, ZERO, NONE, NONE, UNSAID, NONE);
            }
            if (clause.accept("flap", "window")) {
                return new SettingsChange(NONE, NONE, NONE, NONE, span(clause), ZERO, NONE, NONE, UNSAID, NONE);
            }
            if (clause.accept("wait")) {
                return new SettingsChange(NONE, NONE, NONE, NONE, NONE, ZERO, span(clause), NONE, UNSAID, NONE);
            }
            if (clause.accept("drain", "timeout")) {
                return new SettingsChange(NONE, NONE, NONE, NONE, NONE, ZERO, NONE, span(clause), UNSAID, NONE);
            }
            if (clause.accept("hold", "down")) {
                return new SettingsChange(NONE, NONE, NONE, NONE, NONE, ZERO, NONE, NONE, UNSAID, span(clause));
            }
            throw clause.unknown();
        }

        private static OptionalLong span(Words clause) {
            return OptionalLong.of(clause.span("a setting"));
        }
    }
}
