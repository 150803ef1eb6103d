package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.cli.Person.Outcome;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HelpTest {

    private final Person person = new Person();

    @Test
    void theVersionIsItsOwn() {
        assertThat(person.runs("version")).isEqualTo(new Outcome(0, "coordctl 1.2.3\n", ""));
        assertThat(person.runs("--version")).isEqualTo(new Outcome(0, "coordctl 1.2.3\n", ""));
    }

    @Test
    void helpListsTheCommandsAndTheExitStatuses() {
        Outcome outcome = person.runs("--help");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .startsWith("Usage: coordctl [-hq]")
                .contains("\n  status ")
                .contains("\n  check-in ")
                .contains("\n  4  no node answers, there is no leader");
        assertThat(person.runs("help")).isEqualTo(outcome);
    }

    /** A list shows the first element of a description, wherever that ends. */
    @ParameterizedTest
    @ValueSource(strings = {"", "pool", "backup"})
    void aListSaysOfEveryCommandAWholeSentence(String group) {
        String out = person.runs(Stream.of(group, "--help")
                        .filter(word -> !word.isEmpty())
                        .toArray(String[]::new))
                .out();

        String list = out.substring(out.indexOf("\nCommands:\n") + 11);
        list = list.contains("\n\n") ? list.substring(0, list.indexOf("\n\n")) : list;
        assertThat(list.split("\n(?=  \\S)"))
                .hasSizeGreaterThan(1)
                .allSatisfy(entry -> assertThat(entry.strip()).matches("(?s).*[.?]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "cluster",
                "pools",
                "pool",
                "instances",
                "history",
                "explain",
                "switchover",
                "failover",
                "call-off",
                "pause",
                "resume",
                "cordon",
                "uncordon",
                "evict",
                "check-in",
                "leave",
                "join",
                "run",
                "watch",
                "top",
                "doctor",
                "debug",
                "completion",
                "backup",
                "version",
                "help"
            })
    void everyCommandExplainsItselfWithinEightyColumns(String command) {
        Outcome outcome = person.runs(command, "--help");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).startsWith("Usage: coordctl " + command + " ");
        assertThat(outcome.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(person.runs("help", command)).isEqualTo(outcome);
    }

    @Test
    void everyCommandHasAnExample() {
        CommandLine root = new Coordctl(ProcessSurroundings.get()).whole();

        assertThat(root.getSubcommands().values().stream().flatMap(HelpTest::withThoseBelow))
                .filteredOn(command -> !command.getCommandSpec().usageMessage().hidden())
                .hasSizeGreaterThan(30)
                .allSatisfy(command -> assertThat(
                                command.getCommandSpec().usageMessage().footer())
                        .as(command.getCommandSpec().qualifiedName())
                        .anyMatch(line -> line.startsWith("  ") && line.contains("coordctl")));
    }

    private static Stream<CommandLine> withThoseBelow(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(HelpTest::withThoseBelow));
    }

    @Test
    void aCommandWithinACommandExplainsItself() {
        assertThat(person.runs("help", "pool", "set"))
                .isEqualTo(person.runs("pool", "set", "--help"))
                .satisfies(outcome -> assertThat(outcome.out()).contains("--lease-ttl=DURATION", "--[no-]failback"));
        assertThat(person.runs("help", "pool", "delete").out()).contains("--yes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "add", "remove", "replace", "move", "transfer-leader", "drain"})
    void everyCommandOfTheClusterExplainsItselfWithinEightyColumns(String command) {
        Outcome outcome = person.runs("cluster", command, "--help");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).startsWith("Usage: coordctl cluster " + command + " ");
        assertThat(outcome.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void aWordThatIsACommandsNameMayBeSaidAsSomethingElse() {
        assertThat(person.runs("--help", "pools")).isEqualTo(person.runs("--help"));
        assertThat(person.runs("version", "--profile", "watch").out()).isEqualTo("coordctl 1.2.3\n");
        assertThat(person.runs("pools", "wach").err()).startsWith("coordctl: Unmatched argument at index 1: 'wach'");
    }

    @Test
    void anUnknownCommandIsAMistake() {
        assertThat(person.runs("pol")).satisfies(outcome -> {
            assertThat(outcome.status()).isEqualTo(2);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err()).startsWith("coordctl: Unmatched argument").endsWith("Try 'coordctl --help'.\n");
        });
        assertThat(person.runs("help", "pol")).isEqualTo(new Outcome(2, "", "coordctl: There is no command 'pol'.\n"));
    }

    @Test
    void aMissingArgumentIsAMistake() {
        assertThat(person.runs("check-in", "orders")).isEqualTo(new Outcome(2, "", """
                                coordctl: Missing required parameter: 'INSTANCE'
                                Try 'coordctl check-in --help'.
                                """));
        assertThat(person.runs("pool").status()).isEqualTo(2);
        assertThat(person.runs().status()).isEqualTo(2);
    }

    @Test
    void aNumberThatIsNoneIsAMistake() {
        assertThat(person.runs("check-in", "orders", "app-1", "--seq", "x").err())
                .startsWith("coordctl: Invalid value for option '--seq': 'x' is not a whole number");
    }
}
