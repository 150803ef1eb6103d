package dev.coordinator.server.lease.scenario;

import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Handle;
import dev.coordinator.server.lease.Holding;
import dev.coordinator.server.lease.Incarnation;
import java.util.ArrayList;
import java.util.List;

/** What one check-in says, clause by clause. */
final class Report {

    private final Player speaker;
    private final List<Incarnation> supersedes = new ArrayList<>();
    private Holding holding = Holding.UNSAID;
    private Handle handle;
    private boolean release;
    private boolean answerLost;
    private boolean mayCreatePool = true;
    private boolean isPartial = true;
    private long nonce;
    private long seq = -1;

    Report(Player speaker) {
        this.speaker = speaker;
        this.handle = speaker.handle();
    }

    void byHandle(long number) {
        handle = new Handle(number);
    }

    void says(Words clause) {
        if (!saysOfThisAttempt(clause) && !saysOfItself(clause)) {
            throw clause.unknown();
        }
        clause.end();
    }

    private boolean saysOfThisAttempt(Words clause) {
        if (clause.accept("holding")) {
            holding = Cast.holding(clause);
        } else if (clause.accept("seq")) {
            seq = speaker.seq(clause.number("a sequence number"));
        } else if (clause.accept("answer", "lost")) {
            answerLost = true;
        } else {
            return false;
        }
        return true;
    }

    private boolean saysOfItself(Words clause) {
        isPartial = false;
        if (clause.accept("releasing")) {
            release = true;
        } else if (clause.accept("electable")) {
            speaker.profile = speaker.profile.withElectable(true, "");
        } else if (clause.accept("unelectable")) {
            speaker.profile = speaker.profile.withElectable(false, clause.accept("because") ? clause.rest() : "");
        } else if (clause.accept("priority")) {
            speaker.profile = speaker.profile.withPriority((int) clause.number("a priority"));
        } else if (clause.accept("address")) {
            speaker.profile = speaker.profile.withAddress(clause.take("an address"));
        } else if (clause.accept("superseding")) {
            do {
                supersedes.add(Cast.run(clause, clause.take("a run")));
            } while (!clause.isAtEnd());
        } else if (clause.accept("echoing")) {
            nonce = clause.accept("its", "nonce") ? speaker.nonce() : clause.number("a nonce");
        } else if (clause.accept("making", "no", "pool")) {
            mayCreatePool = false;
        } else {
            return false;
        }
        return true;
    }

    boolean isAnswerLost() {
        return answerLost;
    }

    Command checkIn() {
        return new Command.CheckIn(
                speaker.pool,
                speaker.id,
                speaker.run,
                supersedes,
                nonce,
                seq < 0 ? speaker.nextSeq() : seq,
                speaker.profile,
                holding,
                release,
                mayCreatePool);
    }

    Command renewal(Words words) {
        if (!isPartial) {
            throw words.complaint("a renewal says what it holds and its number only");
        }
        return new Command.Renewal(handle, seq < 0 ? speaker.nextSeq() : seq, holding);
    }
}
