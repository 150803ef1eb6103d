package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.cli.Person.Outcome;
import dev.coordinator.v1.Dispute;
import dev.coordinator.v1.Instance;
import dev.coordinator.v1.ListInstancesResponse;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.Role;
import dev.coordinator.v1.Suspension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InstancesTest {

    private final FakeNode node = new FakeNode();
    private final Person person = new Person().at(node);

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void everySeatIsShownWithItsState() {
        answer(
                Instance.newBuilder()
                        .setInstanceId("app-1")
                        .setRole(Role.ROLE_PRIMARY)
                        .setLive(true)
                        .setFresh(true)
                        .setAddress("10.0.0.1:80")
                        .setLastCheckInAgoMs(4_250),
                Instance.newBuilder()
                        .setInstanceId("app-2")
                        .setRole(Role.ROLE_UNELECTABLE)
                        .setLive(true)
                        .setPriority(-3)
                        .setUnelectableReason("disk full")
                        .setLastCheckInAgoMs(48_000),
                Instance.newBuilder()
                        .setInstanceId("app-3")
                        .setRole(Role.ROLE_STANDBY)
                        .setLastCheckInAgoMs(7_260_000),
                Instance.newBuilder().setInstanceId("app-4").setLeft(true).setLastCheckInAgoMs(90_000_000));

        assertThat(person.runs("instances", "orders")).isEqualTo(new Outcome(0, """
                                INSTANCE  ROLE         STATE  PRIORITY  CHECKED IN  ADDRESS      REASON
                                app-1     primary      live   0         4.2s ago    10.0.0.1:80  -
                                app-2     unelectable  stale  -3        48s ago     -            disk full
                                app-3     standby      lost   0         2h 1m ago   -            -
                                app-4     -            left   0         1d 1h ago   -            -
                                """, ""));
    }

    @Test
    void cordonsAndDuplicateIdsAreShown() {
        answer(
                Instance.newBuilder()
                        .setInstanceId("app-1")
                        .setRole(Role.ROLE_UNELECTABLE)
                        .setLive(true)
                        .setFresh(true)
                        .setCordon(Suspension.newBuilder()
                                .setActor("alice@laptop from 10.0.0.9")
                                .setComment("disk swap")),
                Instance.newBuilder()
                        .setInstanceId("app-2")
                        .setRole(Role.ROLE_STANDBY)
                        .setLive(true)
                        .setFresh(true)
                        .setDispute(Dispute.newBuilder()
                                .setOwnerIncarnation(7)
                                .setOwnerAddress("10.0.0.2:80")
                                .setOtherIncarnation(8)
                                .setOtherAddress("10.0.0.3:80")
                                .setTime(Samples.NOON)));

        assertThat(person.runs("instances", "orders")).isEqualTo(new Outcome(0, """
                                INSTANCE  ROLE         STATE     PRIORITY  CHECKED IN  ADDRESS  REASON
                                app-1     unelectable  cordoned  0         0ms ago     -        cordoned by alice@laptop from 10.0.0.9: disk swap; until it is ended
                                app-2     standby      live      0         0ms ago     -        -
                                """, """
                                coordctl: Two runs check in as app-2: incarnation 7 at 10.0.0.2:80 has the seat, incarnation 8 at 10.0.0.3:80 was heard of at 2026-03-01T12:00:00.
                                Stop one of them, or give it an id of its own.
                                """));
    }

    @Test
    void whatAnInstanceSaysCannotSteerTheTerminal() {
        answer(Instance.newBuilder().setInstanceId("app-1").setUnelectableReason("a\u001b[2Jb\nc\u202e"));

        assertThat(person.runs("instances", "orders").out()).contains("a?[2Jb?c?\n");
    }

    @Test
    void aPoolThatRemembersNoOneIsSaidToBeEmpty() {
        answer();

        assertThat(person.runs("instances", "orders"))
                .isEqualTo(new Outcome(0, "", "The pool 'orders' remembers no instance.\n"));
    }

    @Test
    void jsonKeepsEverything() {
        answer(Instance.newBuilder()
                .setInstanceId("app-1")
                .setUnelectableReason("a\u001b")
                .setIncarnation(-1));

        assertThat(person.runs("instances", "orders", "--output=json").out())
                .contains("\"unelectableReason\": \"a\\u001b\"")
                .contains("\"incarnation\": \"18446744073709551615\"")
                .contains("\"nextPageToken\": \"\"");
    }

    private void answer(Instance.Builder... instances) {
        ListInstancesResponse.Builder answer = ListInstancesResponse.newBuilder();
        for (Instance.Builder instance : instances) {
            answer.addInstances(instance);
        }
        node.answers(PoolServiceGrpc.getListInstancesMethod(), question -> answer.build());
    }
}
