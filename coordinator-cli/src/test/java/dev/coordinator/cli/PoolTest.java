package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import dev.coordinator.cli.Person.Outcome;
import dev.coordinator.v1.Alarm;
import dev.coordinator.v1.GetPoolRequest;
import dev.coordinator.v1.GetPoolResponse;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.PoolSettings;
import dev.coordinator.v1.PoolState;
import dev.coordinator.v1.Suspension;
import dev.coordinator.v1.UpdatePoolSettingsRequest;
import dev.coordinator.v1.UpdatePoolSettingsResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolTest {

    private final FakeNode node = new FakeNode();
    private final Person person = new Person().at(node);

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void onePoolIsShownInDetail() {
        node.answers(
                PoolServiceGrpc.getGetPoolMethod(),
                question -> GetPoolResponse.newBuilder().setPool(Samples.HELD).build());

        assertThat(person.runs("pool", "orders")).isEqualTo(new Outcome(0, """
                                Pool               orders
                                State              held
                                Primary            app-1
                                Address            10.0.0.1:8080
                                Labels             build=7, zone=a
                                Epoch              17
                                Since              2026-03-01T12:00:00
                                Lease left         1m 32s
                                Next in line       app-2, app-3
                                Instances          4 seats, 3 live, 2 could take over
                                Last change        app-1 is primary, epoch 17, after app-0: expired; 12s without a primary
                                                   2026-03-01T12:00:00
                                Ranking            app-1 (chosen), app-2 (live shorter)
                                check-in-interval  30s
                                lease-ttl          2m
                                safety-margin      12s
                                retention          1d
                                flap-window        10m
                                min-candidates     1
                                bootstrap-wait     0 (as long as it takes)
                                drain-timeout      1m
                                failback           no
                                hold-down          5m
                                """, ""));
        assertThat(node.requests(GetPoolRequest.class))
                .extracting(GetPoolRequest::getPool)
                .containsExactly("orders");
    }

    @Test
    void whatKeepsAPoolFromItsUsualWayComesFirst() {
        node.answers(
                PoolServiceGrpc.getGetPoolMethod(),
                question -> GetPoolResponse.newBuilder()
                        .setPool(Samples.HELD.toBuilder()
                                .setState(PoolState.POOL_STATE_DRAINING)
                                .setPaused(true)
                                .setPause(Suspension.newBuilder()
                                        .setActor("bob@desk from 10.0.0.9")
                                        .setComment("network")
                                        .setSince(Samples.NOON)
                                        .setRemainingMs(540_001))
                                .setCallOffInMs(31_200)
                                .setTarget("app-2")
                                .addAlarms(Alarm.newBuilder()
                                        .setInstanceId("app-3")
                                        .setIncarnation(-1)
                                        .setAddress("10.0.0.3:80")
                                        .setEpoch(99)
                                        .setHolder("app-1")
                                        .setTime(Samples.NOON)))
                        .build());

        assertThat(person.runs("pool", "orders").out()).startsWith("""
                                Pool               orders
                                State              draining (paused)
                                Paused             by bob@desk from 10.0.0.9: network; for another 9m 1s
                                                   since 2026-03-01T12:00:00
                                Called off in      32s, unless the primary has stopped by then
                                To follow          app-2
                                Alarm              app-3 (incarnation 18446744073709551615 at 10.0.0.3:80) claimed epoch 99 while app-1 held, 2026-03-01T12:00:00
                                Primary            app-1
                                """);
    }

    @Test
    void aDeletedPoolSaysHowLongItsNameGrantsNothing() {
        node.answers(
                PoolServiceGrpc.getGetPoolMethod(),
                question -> GetPoolResponse.newBuilder()
                        .setPool(Samples.VACANT.toBuilder()
                                .setState(PoolState.POOL_STATE_DELETED)
                                .setGrantsNothingForMs(90_500))
                        .build());

        assertThat(person.runs("pool", "billing").out()).startsWith("""
                                Pool               billing
                                State              deleted
                                Grants nothing     for another 1m 31s
                                """);
    }

    @Test
    void warningsAboutSettingsAreTold() {
        node.answers(
                PoolServiceGrpc.getUpdatePoolSettingsMethod(),
                question -> UpdatePoolSettingsResponse.newBuilder()
                        .setSettings(Samples.SETTINGS)
                        .addWarnings("lease_ttl_ms is short")
                        .build());

        Outcome outcome =
                person.runs("pool", "set", "orders", "--failback", "--comment", "faster", "--requested-by", "ci");

        assertThat(outcome.err()).isEqualTo("coordctl: lease_ttl_ms is short.\n");
        assertThat(node.requests(UpdatePoolSettingsRequest.class))
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.getSettings().getFailback()).isTrue();
                    assertThat(request.getRequestedBy()).isEqualTo("ci");
                    assertThat(request.getComment()).isEqualTo("faster");
                });
    }

    @Test
    void aPoolThatIsUnknownEndsWithThree() {
        node.refuses(
                PoolServiceGrpc.getGetPoolMethod(),
                FakeNode.refusal(Code.NOT_FOUND, "there is no pool orders", FakeNode.reason("UNKNOWN_POOL")));

        assertThat(person.runs("pool", "orders")).isEqualTo(new Outcome(3, "", """
                                coordctl: The coordinator refused (not found): there is no pool orders
                                  UNKNOWN_POOL
                                'coordctl pools' lists them.
                                """));
    }

    @Test
    void onlyTheNamedSettingsAreSent() {
        node.answers(
                PoolServiceGrpc.getUpdatePoolSettingsMethod(),
                question -> UpdatePoolSettingsResponse.newBuilder()
                        .setSettings(Samples.SETTINGS)
                        .build());

        Outcome outcome = person.runs(
                "pool",
                "set",
                "orders",
                "--check-in-interval",
                "500ms",
                "--lease-ttl=1m30s",
                "--bootstrap-wait",
                "0",
                "--no-failback",
                "--hold-down",
                "10m");

        assertThat(outcome).isEqualTo(new Outcome(0, """
                                Pool               orders
                                check-in-interval  30s
                                lease-ttl          2m
                                safety-margin      12s
                                retention          1d
                                flap-window        10m
                                min-candidates     1
                                bootstrap-wait     0 (as long as it takes)
                                drain-timeout      1m
                                failback           no
                                hold-down          5m
                                """, ""));
        assertThat(node.requests(UpdatePoolSettingsRequest.class))
                .containsExactly(UpdatePoolSettingsRequest.newBuilder()
                        .setPool("orders")
                        .setSettings(PoolSettings.newBuilder()
                                .setCheckInIntervalMs(500)
                                .setLeaseTtlMs(90_000)
                                .setBootstrapWaitMs(0)
                                .setFailback(false)
                                .setHoldDownMs(600_000))
                        .setRequestedBy("alice@laptop")
                        .build());
    }

    @Test
    void everyViolatedRuleIsNamed() {
        node.refuses(
                PoolServiceGrpc.getUpdatePoolSettingsMethod(),
                FakeNode.refusal(
                        Code.INVALID_ARGUMENT,
                        "2 rules are violated",
                        BadRequest.newBuilder()
                                .addFieldViolations(violation("settings.lease_ttl_ms", "at least 90000, not 60000"))
                                .addFieldViolations(violation("settings.min_candidates", "at most 100, not 101"))
                                .build()));

        assertThat(person.runs("pool", "set", "orders", "--lease-ttl", "1m", "--min-candidates", "101"))
                .isEqualTo(new Outcome(2, "", """
                                coordctl: The coordinator refused (invalid argument): 2 rules are violated
                                  settings.lease_ttl_ms: at least 90000, not 60000
                                  settings.min_candidates: at most 100, not 101
                                """));
    }

    @Test
    void settingNothingIsAMistake() {
        assertThat(person.runs("pool", "set", "orders"))
                .isEqualTo(new Outcome(
                        2,
                        "",
                        "coordctl: Say what to set, such as --lease-ttl 2m."
                                + " 'coordctl pool orders' shows what is set.\n"));
    }

    private static BadRequest.FieldViolation violation(String field, String rule) {
        return BadRequest.FieldViolation.newBuilder()
                .setField(field)
                .setDescription(rule)
                .build();
    }
}
