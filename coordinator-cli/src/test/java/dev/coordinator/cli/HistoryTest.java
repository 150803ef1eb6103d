package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.coordinator.cli.Person.Outcome;
import dev.coordinator.v1.CandidateVerdict;
import dev.coordinator.v1.Change;
import dev.coordinator.v1.ChangeCause;
import dev.coordinator.v1.ChangeKind;
import dev.coordinator.v1.GetHistoryRequest;
import dev.coordinator.v1.GetHistoryResponse;
import dev.coordinator.v1.PoolServiceGrpc;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private final FakeNode node = new FakeNode();
    private final Person person = new Person().at(node);

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void changesAreToldAsATimeLine() {
        answer(
                change(ChangeKind.CHANGE_KIND_VACATED, ChangeCause.CHANGE_CAUSE_EXPIRED)
                        .setFrom("app-0")
                        .setEpoch(16)
                        .setMissedCheckIns(4)
                        .addCandidates(Samples.candidate("app-2", CandidateVerdict.CANDIDATE_VERDICT_STALE)),
                Samples.GRANT.toBuilder().setMissedCheckIns(4),
                change(ChangeKind.CHANGE_KIND_PAUSED, ChangeCause.CHANGE_CAUSE_REQUESTED)
                        .setActor("alice@laptop from 10.0.0.9")
                        .setComment("network"),
                change(ChangeKind.CHANGE_KIND_DRAINING, ChangeCause.CHANGE_CAUSE_UNELECTABLE)
                        .setFrom("app-1")
                        .setEpoch(17)
                        .setComment("disk full"));

        assertThat(person.runs("history", "orders")).isEqualTo(new Outcome(0, """
                                2026-03-01T12:00:00  app-0 is primary no more, epoch 16: expired; 4 check-ins missed
                                2026-03-01T12:00:00  app-1 is primary, epoch 17, after app-0: expired; 4 check-ins missed; 12s without a primary
                                                     ranking: app-1 (chosen), app-2 (live shorter)
                                2026-03-01T12:00:00  automatic moves are suspended
                                                     by alice@laptop from 10.0.0.9: network
                                2026-03-01T12:00:00  app-1 is asked to stop, epoch 17: unelectable
                                                     in its words: disk full
                                """, ""));
        assertThat(person.runs("history", "orders", "-o", "wide").out())
                .contains("                     ranking: app-2 (stale)\n");
    }

    @Test
    void noLineIsWiderThanTheTerminalAndTheReasonIsThere() {
        answer(Samples.GRANT.toBuilder().setActor("alice@laptop").setComment("x".repeat(100)));

        String out = person.atTerminal(60, true).runs("history", "orders").out();

        assertThat(out.replaceAll("\u001b\\[\\d+m", "").lines()).allMatch(line -> line.length() <= 60);
        assertThat(out).startsWith("""
                        2026-03-01T12:00:00  \u001b[32mapp-1 is primary, epoch 17, after\u001b[0m
                                             \u001b[32mapp-0: expired; 12s without a primary\u001b[0m
                        """);
    }

    @Test
    void onlyWhatIsYoungEnoughIsShown() {
        long now = Instant.now().getEpochSecond();
        answer(
                Samples.GRANT.toBuilder()
                        .setTo("old")
                        .setTime(Timestamp.newBuilder().setSeconds(now - 7_300)),
                Samples.GRANT.toBuilder()
                        .setTo("young")
                        .setTime(Timestamp.newBuilder().setSeconds(now - 3_000)));

        assertThat(person.runs("history", "orders", "--since", "2h").out())
                .contains("young is primary")
                .doesNotContain("old is primary");
        assertThat(person.runs("history", "orders", "--since", "2h", "-o", "json")
                        .out())
                .contains("\"to\": \"young\"")
                .doesNotContain("\"to\": \"old\"");
        assertThat(person.runs("history", "orders", "--since", "1m"))
                .isEqualTo(new Outcome(0, "", "Nothing was decided in the pool 'orders' in that time.\n"));
    }

    @Test
    void theLatestAreAskedFor() {
        answer();

        assertThat(person.runs("history", "orders", "-n", "5"))
                .isEqualTo(new Outcome(0, "", "Nothing has been decided in the pool 'orders' yet.\n"));
        assertThat(node.requests(GetHistoryRequest.class))
                .extracting(GetHistoryRequest::getLimit)
                .containsExactly(5);
        assertThat(person.runs("history", "orders", "-n", "0"))
                .isEqualTo(new Outcome(2, "", "coordctl: -n: 1 to 1000.\n"));
    }

    private static Change.Builder change(ChangeKind kind, ChangeCause cause) {
        return Change.newBuilder()
                .setPool("orders")
                .setKind(kind)
                .setCause(cause)
                .setTime(Samples.NOON);
    }

    private void answer(Change.Builder... changes) {
        GetHistoryResponse.Builder answer = GetHistoryResponse.newBuilder();
        for (Change.Builder change : changes) {
            answer.addChanges(change);
        }
        node.answers(PoolServiceGrpc.getGetHistoryMethod(), question -> answer.build());
    }
}
