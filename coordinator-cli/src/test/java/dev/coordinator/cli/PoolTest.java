package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import dev.coordinator.cli.Person.Outcome;
import dev.coordinator.v1.GetPoolRequest;
import dev.coordinator.v1.GetPoolResponse;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.PoolSettings;
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
                                """, ""));
        assertThat(node.requests(GetPoolRequest.class))
                .extracting(GetPoolRequest::getPool)
                .containsExactly("orders");
    }

    @Test
    void aPoolThatIsUnknownEndsWithThree() {
        node.refuses(
                PoolServiceGrpc.getGetPoolMethod(),
                FakeNode.refusal(Code.NOT_FOUND, "there is no pool orders", FakeNode.reason("UNKNOWN_POOL")));

        assertThat(person.runs("pool", "orders")).isEqualTo(new Outcome(3, "", """
                                coordctl: The coordinator refused (not found): there is no pool orders
                                  UNKNOWN_POOL
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
                "pool", "set", "orders", "--check-in-interval", "500ms", "--lease-ttl=1m30s", "--bootstrap-wait", "0");

        assertThat(outcome).isEqualTo(new Outcome(0, """
                                Pool               orders
                                check-in-interval  30s
                                lease-ttl          2m
                                safety-margin      12s
                                retention          1d
                                flap-window        10m
                                min-candidates     1
                                bootstrap-wait     0 (as long as it takes)
                                """, ""));
        assertThat(node.requests(UpdatePoolSettingsRequest.class))
                .containsExactly(UpdatePoolSettingsRequest.newBuilder()
                        .setPool("orders")
                        .setSettings(PoolSettings.newBuilder()
                                .setCheckInIntervalMs(500)
                                .setLeaseTtlMs(90_000)
                                .setBootstrapWaitMs(0))
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
