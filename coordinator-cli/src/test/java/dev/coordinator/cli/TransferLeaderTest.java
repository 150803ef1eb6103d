package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.rpc.Code;
import dev.coordinator.cli.Person.Outcome;
import dev.coordinator.v1.ClusterOperationsServiceGrpc;
import dev.coordinator.v1.ClusterServiceGrpc;
import dev.coordinator.v1.NodeRole;
import dev.coordinator.v1.TransferLeadershipRequest;
import dev.coordinator.v1.TransferLeadershipResponse;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Leadership has moved when what was asked for has happened, and not before. */
class TransferLeaderTest extends TwoOfThreeNodes {

    @Test
    void leadershipHasMovedWhenAMajorityFollowsAnother() {
        both();
        two.answers(ClusterOperationsServiceGrpc.getTransferLeadershipMethod(), question -> {
            answer(
                    one,
                    status("n1", NodeRole.NODE_ROLE_LEADER).setLeaderId("n1").setTerm(8));
            answer(
                    two,
                    status("n2", NodeRole.NODE_ROLE_FOLLOWER).setLeaderId("n1").setTerm(8));
            return handedOverBy("n2");
        });

        assertThat(person.runs("cluster", "transfer-leader", "--to", "n1"))
                .isEqualTo(new Outcome(0, "n1 leads in term 8; n2 led before.\n", ""));
        assertThat(two.requests(TransferLeadershipRequest.class).get(0).getTo()).isEqualTo("n1");
    }

    @Test
    void aTransferIsToldAsOneObjectInJson() {
        both();
        two.answers(ClusterOperationsServiceGrpc.getTransferLeadershipMethod(), question -> {
            answer(
                    one,
                    status("n1", NodeRole.NODE_ROLE_LEADER).setLeaderId("n1").setTerm(8));
            answer(
                    two,
                    status("n2", NodeRole.NODE_ROLE_FOLLOWER).setLeaderId("n1").setTerm(8));
            return handedOverBy("n2");
        });

        assertThat(person.runs("cluster", "transfer-leader", "-o", "json", "--to", "n2"))
                .isEqualTo(new Outcome(0, """
                        {
                          "moved": false,
                          "leaderId": "n2",
                          "formerLeaderId": "n2",
                          "term": "7"
                        }
                        """, ""));
        assertThat(person.runs("cluster", "transfer-leader", "-o", "json"))
                .isEqualTo(new Outcome(0, """
                        {
                          "moved": true,
                          "leaderId": "n1",
                          "formerLeaderId": "n2",
                          "term": "8"
                        }
                        """, "n1 leads in term 8; n2 led before.\n"));
    }

    @Test
    void whereNobodyWasSeenToLeadATransferIsDoneWhenAnotherLeadsThanWhoWasAsked() {
        answer(one, status("n1", NodeRole.NODE_ROLE_CANDIDATE).clearLeaderId());
        answer(two, status("n2", NodeRole.NODE_ROLE_CANDIDATE).clearLeaderId());
        one.refuses(
                ClusterOperationsServiceGrpc.getTransferLeadershipMethod(),
                FakeNode.refusal(Code.UNAVAILABLE, "follows", FakeNode.reason("NOT_LEADER")));
        two.answers(ClusterOperationsServiceGrpc.getTransferLeadershipMethod(), question -> {
            both(); // The asked one goes on leading.
            return handedOverBy("n2");
        });

        Outcome outcome = person.runs("cluster", "transfer-leader", "--wait-for", "1ms");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("coordctl: Leadership has not moved");
    }

    @Test
    void whereNobodyIsKnownToHaveLedAnyLeaderIsNoSuccess() {
        answer(one, status("n1", NodeRole.NODE_ROLE_CANDIDATE).clearLeaderId());
        answer(two, status("n2", NodeRole.NODE_ROLE_CANDIDATE).clearLeaderId());
        one.answers(ClusterOperationsServiceGrpc.getTransferLeadershipMethod(), question -> {
            both();
            return TransferLeadershipResponse.getDefaultInstance(); // As an older node does.
        });

        assertThat(person.runs("cluster", "transfer-leader", "--wait-for", "1ms")
                        .status())
                .isEqualTo(1);
        assertThat(person.runs("cluster", "transfer-leader", "--to", "n2", "--wait-for", "1ms")
                        .status())
                .isZero();
    }

    @Test
    void whoWasSeenToLeadIsNotTakenForWhoHandedItOver() {
        both();
        two.answers(ClusterOperationsServiceGrpc.getTransferLeadershipMethod(), question -> {
            answer(one, status("n1", NodeRole.NODE_ROLE_LEADER).setLeaderId("n1"));
            answer(two, status("n2", NodeRole.NODE_ROLE_FOLLOWER).setLeaderId("n1"));
            return handedOverBy("n1");
        });

        assertThat(person.runs("cluster", "transfer-leader", "--wait-for", "1ms")
                        .status())
                .isEqualTo(1);
    }

    @Test
    void aTransferToAnotherIsNotDoneWhenAThirdLeads() {
        both();
        two.answers(ClusterOperationsServiceGrpc.getTransferLeadershipMethod(), question -> {
            answer(one, status("n1", NodeRole.NODE_ROLE_LEADER).setLeaderId("n1"));
            answer(two, status("n2", NodeRole.NODE_ROLE_FOLLOWER).setLeaderId("n1"));
            return handedOverBy("n2");
        });

        Outcome outcome = person.runs("cluster", "transfer-leader", "--to", "n3", "--wait-for", "1ms");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).isEqualTo("n1 leads, not n3\n");
    }

    @Test
    void ctrlCLetsTheLastNoteAndTheJsonBeWritten() throws Exception {
        answer(one, status("n1", NodeRole.NODE_ROLE_FOLLOWER));
        AtomicReference<String> seen = new AtomicReference<>("");
        AtomicReference<String> heard = new AtomicReference<>("");
        Thread hand = new Thread(() -> {
            person.pressCtrlC();
            seen.set(person.sees());
            heard.set(person.hears());
        });
        two.answers(ClusterServiceGrpc.getStatusMethod(), question -> {
            if (looks.incrementAndGet() == 2) {
                hand.start();
                await().until(() -> EnumSet.of(Thread.State.TIMED_WAITING, Thread.State.TERMINATED)
                        .contains(hand.getState()));
            }
            return status("n2", NodeRole.NODE_ROLE_LEADER).build();
        });
        two.answers(ClusterOperationsServiceGrpc.getTransferLeadershipMethod(), question -> handedOverBy("n2"));

        person.runs("cluster", "transfer-leader", "-o", "json");

        hand.join();
        assertThat(seen.get())
                .contains("\"moved\": false", "\"leaderId\": \"n2\"")
                .endsWith("}\n");
        assertThat(heard.get()).contains("It goes on without this");
    }

    private static TransferLeadershipResponse handedOverBy(String node) {
        return TransferLeadershipResponse.newBuilder().setFormerLeaderId(node).build();
    }

    @Test
    void aTransferIsFollowedAsLongAsIsWanted() {
        both();
        two.answers(ClusterOperationsServiceGrpc.getTransferLeadershipMethod(), question -> handedOverBy("n2"));

        assertThat(person.runs("cluster", "transfer-leader", "--no-wait")).isEqualTo(new Outcome(0, "", ""));
        assertThat(person.runs("cluster", "transfer-leader", "--wait-for", "1ms", "-o", "json"))
                .satisfies(outcome -> {
                    assertThat(outcome.status()).isEqualTo(1);
                    assertThat(outcome.out()).contains("\"moved\": false", "\"leaderId\": \"n2\"");
                });
    }
}
