package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.Timestamp;
import dev.coordinator.cli.Person.Outcome;
import dev.coordinator.v1.Alarm;
import dev.coordinator.v1.Consistency;
import dev.coordinator.v1.ListPoolsRequest;
import dev.coordinator.v1.ListPoolsResponse;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.ScheduledSwitchover;
import dev.coordinator.v1.Suspension;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoolsTest {

    private final FakeNode node = new FakeNode();
    private final Person person = new Person().at(node);

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void poolsAreListedInAnAlignedTable() {
        answer(Samples.VACANT, Samples.HELD);

        assertThat(person.runs("pools")).isEqualTo(new Outcome(0, """
                                POOL     STATE   PRIMARY  EPOCH  LEASE LEFT  LIVE    SUCCESSORS
                                billing  vacant  -        -      -           0 of 2  0
                                orders   held    app-1    17     1m 32s      3 of 4  2
                                """, ""));
    }

    @Test
    void aUnixDomainSocketIsAnEndpoint(@TempDir Path folder) {
        try (FakeNode there = new FakeNode(folder.resolve("api.sock"))) {
            there.answers(
                    PoolServiceGrpc.getListPoolsMethod(),
                    request -> ListPoolsResponse.newBuilder()
                            .addPools(Samples.VACANT)
                            .build());

            Outcome outcome = new Person().at(there).runs("pools");

            assertThat(outcome.out()).contains("billing");
            assertThat(outcome.err()).isEmpty();
        }
    }

    @Test
    void aWideTableSaysMore() {
        answer(Samples.HELD);

        assertThat(person.runs("pools", "-o", "wide").out()).isEqualTo("""
                        POOL    STATE  PRIMARY  EPOCH  LEASE LEFT  LIVE    SUCCESSORS  ADDRESS        SINCE                NEXT IN LINE
                        orders  held   app-1    17     1m 32s      3 of 4  2           10.0.0.1:8080  2026-03-01T12:00:00  app-2, app-3
                        """);
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        answer(Samples.HELD.toBuilder()
                .setName("a-pool-with-a-name-that-goes-on-for-longer-than-anyone-would-like")
                .build());

        assertThat(person.atTerminal(70, false).runs("pools").out()).isEqualTo("""
                        POOL             STATE  PRIMARY  EPOCH  LEASE LEFT  LIVE    SUCCESSORS
                        a-pool-with-a-…  held   app-1    17     1m 32s      3 of 4  2
                        """);
    }

    @Test
    void coloursAreForTerminalsOnly() {
        answer(Samples.VACANT);

        assertThat(person.runs("pools").out()).doesNotContain("\u001b");
        assertThat(person.atTerminal(80, false).runs("pools").out()).doesNotContain("\u001b");
        assertThat(person.atTerminal(80, true).runs("pools").out()).contains("\u001b[31mvacant\u001b[0m");
    }

    @Test
    void pausedPoolsAndFreshAlarmsAreFlagged() {
        Alarm.Builder alarm = Alarm.newBuilder().setInstanceId("app-3").setEpoch(99);
        long now = Instant.now().getEpochSecond();
        answer(
                Samples.HELD.toBuilder()
                        .setPaused(true)
                        .setPause(Suspension.getDefaultInstance())
                        .build(),
                Samples.HELD.toBuilder()
                        .setName("stale-alarm")
                        .addAlarms(alarm.setTime(Timestamp.newBuilder().setSeconds(now - 172_800)))
                        .build(),
                Samples.HELD.toBuilder()
                        .setName("wild")
                        .setPaused(true)
                        .addAlarms(alarm.setTime(Timestamp.newBuilder().setSeconds(now - 60)))
                        .build());

        assertThat(person.runs("pools")
                        .out()
                        .lines()
                        .map(line -> line.substring(0, 34).strip()))
                .containsExactly(
                        "POOL         STATE",
                        "orders       held (paused)",
                        "stale-alarm  held",
                        "wild         held (paused, alarm)");
    }

    @Test
    void aScheduledSwitchoverIsFlagged() {
        ScheduledSwitchover scheduled = ScheduledSwitchover.newBuilder()
                .setTo("app-2")
                .setRemainingMs(29_570_000)
                .build();
        answer(
                Samples.HELD.toBuilder().setScheduledSwitchover(scheduled).build(),
                Samples.HELD.toBuilder()
                        .setName("resting")
                        .setPaused(true)
                        .setScheduledSwitchover(scheduled)
                        .build());

        assertThat(person.runs("pools").out())
                .contains("orders   held (switchover in 8h 12m)  ")
                .contains("resting  held (paused, switchover in 8h 12m)  ");
    }

    @Test
    void everyPageIsAskedForAndJsonIsOneObject() {
        node.answers(
                PoolServiceGrpc.getListPoolsMethod(),
                question -> question.getPageToken().isEmpty()
                        ? ListPoolsResponse.newBuilder()
                                .addPools(Pool.newBuilder().setName("a"))
                                .setNextPageToken("more")
                                .setLogIndex(5)
                                .build()
                        : ListPoolsResponse.newBuilder()
                                .addPools(Pool.newBuilder().setName("b"))
                                .setLogIndex(6)
                                .build());

        Outcome outcome = person.runs("pools", "-o", "json", "--prefix", "x", "--stale");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out().replaceAll("\\s", ""))
                .startsWith("{\"pools\":[{\"name\":\"a\",\"state\":\"POOL_STATE_UNSPECIFIED\",\"designated\":\"\",")
                .contains("{\"name\":\"b\",")
                .endsWith("],\"nextPageToken\":\"\",\"logIndex\":\"6\"}");
        assertThat(node.requests(ListPoolsRequest.class))
                .extracting(ListPoolsRequest::getPageToken, ListPoolsRequest::getPrefix)
                .containsExactly(tuple("", "x"), tuple("more", "x"));
        assertThat(node.requests(ListPoolsRequest.class))
                .extracting(ListPoolsRequest::getConsistency)
                .containsOnly(Consistency.CONSISTENCY_STALE);
    }

    @Test
    void theLimitEndsThePagesAndSaysSo() {
        node.answers(PoolServiceGrpc.getListPoolsMethod(), question -> {
            ListPoolsResponse.Builder page = ListPoolsResponse.newBuilder().setNextPageToken("more");
            IntStream.range(0, question.getPageSize())
                    .forEach(index -> page.addPools(Pool.newBuilder().setName("p")));
            return page.build();
        });

        Outcome outcome = person.runs("pools", "--limit", "1001");

        assertThat(outcome.out().lines()).hasSize(1002);
        assertThat(outcome.err()).isEqualTo("There are more than 1001 pools; see --limit.\n");
        assertThat(node.requests(ListPoolsRequest.class))
                .extracting(ListPoolsRequest::getPageSize)
                .containsExactly(1000, 1);
    }

    @Test
    void withoutPoolsItSaysHowOneIsMade() {
        answer();

        assertThat(person.runs("pools"))
                .isEqualTo(new Outcome(0, "", "There are no pools yet. The first check-in makes one.\n"));
    }

    private void answer(Pool... pools) {
        node.answers(
                PoolServiceGrpc.getListPoolsMethod(),
                question -> ListPoolsResponse.newBuilder()
                        .addAllPools(List.of(pools))
                        .build());
    }
}
