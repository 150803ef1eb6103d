package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.cli.Person.Outcome;
import dev.coordinator.cli.invocation.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

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
                .contains("\n  4    no node answers, there is no leader");
        assertThat(person.runs("help")).isEqualTo(outcome);
    }

    /** A list shows the first element of a description, wherever that ends. */
    @ParameterizedTest
    @MethodSource("groups")
    void aListSaysOfEveryCommandAWholeSentence(String group) {
        String out = person.runs(said(group, "--help")).out();

        String list = out.substring(out.indexOf("\nCommands:\n") + 11);
        list = list.contains("\n\n") ? list.substring(0, list.indexOf("\n\n")) : list;
        assertThat(list.split("\n(?=  \\S)"))
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.strip()).matches("(?s).*[.?]"));
    }

    /** So that none is forgotten, the lists below are picocli's own. */
    @Test
    void thereAreManyCommands() {
        assertThat(commands())
                .hasSizeGreaterThan(40)
                .contains("", "pool set", "cluster history", "debug bundle", "certs")
                .doesNotContain("complete");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItselfWithinEightyColumns(String command) {
        Outcome outcome = person.runs(said(command, "--help"));

        assertThat(outcome.status()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).startsWith("Usage: " + ("coordctl " + command).strip() + " ");
        assertThat(outcome.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(person.runs(said("help " + command))).isEqualTo(outcome);
    }

    /** Sentences are broken where the page ends; an example that is broken can't be copied. */
    @ParameterizedTest
    @MethodSource("commands")
    void anExampleIsNotBroken(String command) {
        String out = person.runs(said(command, "--help")).out();

        assertThat(Stream.of(command(command).getCommandSpec().usageMessage().footer())
                        .flatMap(String::lines))
                .filteredOn(line -> line.startsWith("  "))
                .allSatisfy(line -> assertThat(out.lines()).contains(line.replace("%%", "%")));
    }

    private static Stream<String> commands() {
        return named(new Coordctl(ProcessSurroundings.get()).whole(), "");
    }

    private static Stream<String> groups() {
        return commands().filter(name -> !command(name).getSubcommands().isEmpty());
    }

    private static Stream<String> named(CommandLine command, String path) {
        return Stream.concat(
                Stream.of(path),
                command.getSubcommands().entrySet().stream()
                        .filter(below -> !below.getValue()
                                .getCommandSpec()
                                .usageMessage()
                                .hidden())
                        .flatMap(below -> named(below.getValue(), (path + " " + below.getKey()).strip())));
    }

    private static CommandLine command(String path) {
        CommandLine command = new Coordctl(ProcessSurroundings.get()).whole();
        for (String name : said(path)) {
            command = Optional.ofNullable(command.getSubcommands().get(name)).orElseThrow();
        }
        return command;
    }

    private static String[] said(String... words) {
        return Stream.of(words)
                .flatMap(part -> Stream.of(part.split(" ")))
                .filter(word -> !word.isEmpty())
                .toArray(String[]::new);
    }

    /** What the help lists is what the documentation lists, and each of coordctl's own statuses is among them. */
    @Test
    void everyExitStatusIsExplainedInTheHelpAndInTheDocumentation() throws IOException {
        List<String> inTheHelp = person.runs("--help")
                .out()
                .lines()
                .flatMap(line -> numbers("^  (\\d+)  +\\S.*", line))
                .toList();
        String document = Files.readString(Path.of("../docs/coordctl.md"));
        List<String> inTheDocument = document.substring(document.indexOf("\n## Exit status\n"))
                .lines()
                .flatMap(line -> numbers("^\\| ([\\d, ]+) \\|.*", line))
                .toList();

        assertThat(inTheHelp)
                .isEqualTo(inTheDocument)
                .doesNotHaveDuplicates()
                .containsAll(Stream.of(ExitStatus.values())
                        .map(status -> Integer.toString(status.code()))
                        .toList());
    }

    private static Stream<String> numbers(String form, String line) {
        Matcher matcher = Pattern.compile(form).matcher(line);
        return matcher.matches() ? Stream.of(matcher.group(1).split(", ")) : Stream.of();
    }

    @Test
    void everyOptionIsInTheDocumentation() throws IOException {
        String document = Files.readString(Path.of("../docs/coordctl.md"));

        assertThat(commands().flatMap(name -> command(name).getCommandSpec().options().stream()))
                .filteredOn(option -> !option.hidden())
                .extracting(OptionSpec::longestName)
                .hasSizeGreaterThan(100)
                .allSatisfy(option -> assertThat(document).containsPattern(Pattern.quote(option) + "(?![a-z-])"));
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
