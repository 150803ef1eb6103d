package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.cli.Person.Outcome;
import dev.coordinator.v1.Instance;
import dev.coordinator.v1.ListInstancesRequest;
import dev.coordinator.v1.ListInstancesResponse;
import dev.coordinator.v1.ListPoolsRequest;
import dev.coordinator.v1.ListPoolsResponse;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.PoolServiceGrpc;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionTest {

    private final FakeNode node = new FakeNode();
    private final Person person = new Person().at(node);

    CompletionTest() {
        node.answers(PoolServiceGrpc.getListPoolsMethod(), question -> {
            ListPoolsResponse.Builder pools = ListPoolsResponse.newBuilder();
            Stream.of("orders", "orders:eu", "payments")
                    .filter(name -> name.startsWith(question.getPrefix()))
                    .forEach(name -> pools.addPools(Pool.newBuilder().setName(name)));
            return pools.build();
        });
        node.answers(
                PoolServiceGrpc.getListInstancesMethod(),
                question -> ListInstancesResponse.newBuilder()
                        .addInstances(Instance.newBuilder().setInstanceId(question.getPool() + "-1"))
                        .addInstances(Instance.newBuilder().setInstanceId("other"))
                        .build());
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void commandsAreOfferedByTheirBeginningAndHiddenOnesAreNot() {
        assertThat(words("po")).containsExactly("pools", "pool");
        assertThat(words("")).contains("status", "doctor", "help").doesNotContain("complete");
        assertThat(words("backup", "")).containsExactly("save", "verify", "restore");
        assertThat(words("help", "ba")).containsExactly("backup");
        assertThat(words("help", "backup", "")).containsExactly("save", "verify", "restore");
        assertThat(person.runs("complete", "--", "sta").out()).startsWith("status\tAsk every node for its own view");
    }

    @Test
    void optionsAreThoseOfTheCommand() {
        assertThat(words("pool", "set", "--l")).containsExactly("--lease-ttl");
        assertThat(words("pool", "set", "orders", "--e")).containsExactly("--endpoints");
        assertThat(words("status", "--lease")).isEmpty();
        assertThat(words("history", "-")).contains("-n", "--since", "--help").doesNotContain("-h");
    }

    @Test
    void valuesFollowTheirOption() {
        assertThat(words("pools", "-o", "")).containsExactly("table", "wide", "json");
        assertThat(words("-o", "j")).containsExactly("json");
        assertThat(words("pools", "--output=w")).containsExactly("--output=wide");
        assertThat(words("completion", "")).containsExactly("bash", "zsh", "fish");
        assertThat(words("backup", "save", "")).isEmpty();
    }

    @Test
    void namesComeFromTheCluster() {
        assertThat(words("history", "or")).containsExactly("orders", "orders:eu");
        assertThat(words("pool", "p")).containsExactly("payments");
        assertThat(words("pool", "")).contains("set", "delete", "payments");
        assertThat(words("cordon", "orders", "")).containsExactly("orders-1", "other");
        assertThat(words("switchover", "--timeout", "1s", "orders", "--to", "ot"))
                .containsExactly("other");
        assertThat(words("switchover", "orders", "--to=ot")).containsExactly("--to=other");
        assertThat(words("run", "--pool", "pay")).containsExactly("payments");
        assertThat(words("run", "--pool", "payments", "--id", "pa")).containsExactly("payments-1");
        assertThat(words("run", "--", "or")).isEmpty();
        assertThat(node.requests(ListInstancesRequest.class))
                .extracting(question -> question.getPool())
                .contains("orders", "payments");
    }

    @Test
    void theClusterIsTheOneThatTheLineNames() {
        person.with("COORDCTL_ENDPOINTS", FakeNode.nowhere());

        assertThat(words("--endpoints", node.address(), "pool", "p")).containsExactly("payments");
        assertThat(words("--endpoints=" + node.address(), "history", "p")).containsExactly("payments");
        assertThat(node.requests(ListPoolsRequest.class)).hasSize(2);
        assertThat(person.runs("complete", "--", "pool", "p")).isEqualTo(new Outcome(0, "", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void everyShellHasAScriptThatAsks(String shell) {
        Outcome outcome = person.runs("completion", shell);

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains(" complete -- ").contains("coordctl completion " + shell);
    }

    @Test
    void anotherShellIsAMistake() {
        assertThat(person.runs("completion", "tcsh").status()).isEqualTo(2);
    }

    private List<String> words(String... line) {
        String[] words =
                Stream.concat(Stream.of("complete", "--"), Stream.of(line)).toArray(String[]::new);
        return person.runs(words)
                .out()
                .lines()
                .map(each -> each.replaceAll("\t.*", ""))
                .toList();
    }
}
