package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import dev.coordinator.cli.Person.Outcome;
import dev.coordinator.v1.GetPoolResponse;
import dev.coordinator.v1.PoolServiceGrpc;
import dev.coordinator.v1.PoolSettings;
import dev.coordinator.v1.UpdatePoolSettingsRequest;
import dev.coordinator.v1.UpdatePoolSettingsResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person is shown before settings are set. */
class PoolSetTest {

    private static final PoolSettings FASTER = Samples.SETTINGS.toBuilder()
            .setCheckInIntervalMs(5_000)
            .setLeaseTtlMs(20_000)
            .setSafetyMarginMs(2_000)
            .build();

    private final FakeNode node = new FakeNode();
    private final Person person = new Person().at(node);

    @BeforeEach
    void answer() {
        node.answers(
                PoolServiceGrpc.getGetPoolMethod(),
                question -> GetPoolResponse.newBuilder().setPool(Samples.HELD).build());
        become(FASTER);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aDryRunShowsOldAndNewAndWhatComesOfItAndSetsNothing() {
        assertThat(person.runs("pool", "set", "orders", "--check-in-interval", "5s", "--lease-ttl", "20s", "--dry-run"))
                .isEqualTo(new Outcome(0, """
                                SETTING            NOW  THEN
                                check-in-interval  30s  5s
                                lease-ttl          2m   20s
                                safety-margin      12s  2s
                                Instances are told the new interval in the answer to their next check-in, within 33s.
                                A running lease is not shortened: the new TTL counts from the primary's next check-in, and its deadline moves on only when that is later.
                                Instances keep the old interval of 30s until then, and may count as lost for being silent longer than the new TTL.
                                """, "Nothing was changed.\n"));
        assertSet(0);
    }

    @Test
    void whatIsSoAlreadyIsSaid() {
        become(Samples.SETTINGS);

        assertThat(person.runs("pool", "set", "orders", "--lease-ttl", "2m", "--dry-run")
                        .out())
                .isEqualTo("All of it is so already.\n");
    }

    @Test
    void aPoolThatIsMadeIsComparedWithTheDefaults() {
        node.refuses(PoolServiceGrpc.getGetPoolMethod(), FakeNode.refusal(Code.NOT_FOUND, "there is no pool orders"));
        node.answers(
                PoolServiceGrpc.getUpdatePoolSettingsMethod(),
                question -> UpdatePoolSettingsResponse.newBuilder()
                        .setSettings(
                                question.getSettings().equals(PoolSettings.getDefaultInstance())
                                        ? Samples.SETTINGS
                                        : Samples.SETTINGS.toBuilder()
                                                .setFailback(true)
                                                .build())
                        .build());

        assertThat(person.runs("pool", "set", "orders", "--failback", "--dry-run")
                        .out())
                .isEqualTo("""
                        SETTING   NOW  THEN
                        failback  no   yes
                        There is no such pool yet; it is made.
                        An instance of higher priority gets the lease by a handover once it has been healthy for 5m.
                        """);
        assertSet(0);
    }

    @Test
    void onATerminalTheChangeIsShownAndWhatIsHarmlessIsNotAskedAbout() {
        Outcome outcome = person.atTerminal(80, false).runs("pool", "set", "orders", "--lease-ttl", "20s");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.err()).contains("lease-ttl          2m   20s\n").doesNotContain("Type");
        assertThat(outcome.err().lines()).allMatch(line -> line.length() <= 80);
        assertThat(outcome.out()).startsWith("Pool               orders\n");
        assertSet(1);
    }

    @Test
    void whatTheClusterWarnsOfIsDoneOnlyWhenItIsConfirmed() {
        node.answers(
                PoolServiceGrpc.getUpdatePoolSettingsMethod(),
                question -> UpdatePoolSettingsResponse.newBuilder()
                        .setSettings(FASTER)
                        .addWarnings("an election may stop primaries")
                        .build());
        person.atTerminal(80, false);

        Outcome refused = person.typing("no").runs("pool", "set", "orders", "--lease-ttl", "3s");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err())
                .contains("coordctl: an election may stop primaries.\nType orders to go on: coordctl: Not confirmed");
        assertSet(0);

        assertThat(person.runs("pool", "set", "orders", "--lease-ttl", "3s", "--yes")
                        .status())
                .isZero();
        assertSet(1);
        assertThat(person.typing("orders")
                        .runs("pool", "set", "orders", "--lease-ttl", "3s")
                        .status())
                .isZero();
        assertSet(2);
    }

    @Test
    void aScriptIsNeitherShownTheChangeNorAsked() {
        node.answers(
                PoolServiceGrpc.getUpdatePoolSettingsMethod(),
                question -> UpdatePoolSettingsResponse.newBuilder()
                        .setSettings(FASTER)
                        .addWarnings("an election may stop primaries")
                        .build());

        assertThat(person.runs("pool", "set", "orders", "--lease-ttl", "3s").err())
                .isEqualTo("coordctl: an election may stop primaries.\n");
        assertThat(person.runs("pool", "set", "orders", "--lease-ttl", "3s", "--quiet")
                        .err())
                .isEmpty();
        assertThat(node.requests(UpdatePoolSettingsRequest.class)).hasSize(2);
        assertSet(2);
    }

    private void become(PoolSettings settings) {
        node.answers(
                PoolServiceGrpc.getUpdatePoolSettingsMethod(),
                question -> UpdatePoolSettingsResponse.newBuilder()
                        .setSettings(settings)
                        .build());
    }

    private void assertSet(int times) {
        assertThat(node.requests(UpdatePoolSettingsRequest.class))
                .filteredOn(request -> !request.getValidateOnly())
                .hasSize(times);
    }
}
