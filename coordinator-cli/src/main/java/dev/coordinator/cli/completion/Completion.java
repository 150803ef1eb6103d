package dev.coordinator.cli.completion;

import dev.coordinator.cli.text.Width;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** An unfinished command line: how far it is understood, and how its last word may go on. */
final class Completion {

    private static final int LONGEST_ABOUT = 60;

    private final CommandLine root;
    private final String last;
    private final Map<String, String> values = new HashMap<>();
    private final List<String> arguments = new ArrayList<>();
    private CommandLine command;
    private Optional<OptionSpec> awaited = Optional.empty();
    private boolean isOver;

    /** @param words after the program's name; the last one, perhaps empty, is to be completed */
    Completion(CommandLine root, List<String> words) {
        this.root = root;
        this.command = root;
        this.last = words.isEmpty() ? "" : words.get(words.size() - 1);
        words.stream().limit(Math.max(0, words.size() - 1)).forEach(this::follow);
    }

    /** What an option was given, by the option's longest name. */
    Optional<String> value(String option) {
        return Optional.ofNullable(values.get(option));
    }

    private void follow(String word) {
        if (awaited.isPresent()) {
            values.put(awaited.get().longestName(), word);
            awaited = Optional.empty();
        } else if (word.equals("--")) {
            isOver = true;
        } else if (word.startsWith("-")) {
            int equals = word.indexOf('=');
            Optional<OptionSpec> option = option(equals < 0 ? word : word.substring(0, equals));
            if (equals < 0) {
                awaited = option.filter(known -> known.arity().max() > 0);
            } else {
                option.ifPresent(known -> values.put(known.longestName(), word.substring(equals + 1)));
            }
        } else if (arguments.isEmpty() && command.getSubcommands().containsKey(word)) {
            command = command.getSubcommands().get(word);
        } else {
            arguments.add(word);
        }
    }

    private Optional<OptionSpec> option(String name) {
        return Optional.ofNullable(command.getCommandSpec().findOption(name));
    }

    /** In the order to show them; none where anything may stand, such as a file. */
    List<Candidate> candidates(Names names) {
        if (isOver) {
            return List.of();
        }
        int equals = last.indexOf('=');
        if (awaited.isPresent()) {
            return values(awaited.get(), "", last, names);
        }
        if (last.startsWith("--") && equals > 0) {
            return option(last.substring(0, equals))
                    .map(option -> values(option, last.substring(0, equals + 1), last.substring(equals + 1), names))
                    .orElse(List.of());
        }
        return last.startsWith("-") ? options() : words(names);
    }

    private List<Candidate> options() {
        return command.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .flatMap(option -> Stream.of(option.names())
                        .filter(name -> name.startsWith("--") || option.names().length == 1)
                        .filter(name -> name.startsWith(last))
                        .map(name -> new Candidate(name, about(option.description()))))
                .toList();
    }

    private List<Candidate> words(Names names) {
        List<Candidate> words = new ArrayList<>(arguments.isEmpty() ? commands(command) : List.of());
        int index = arguments.size();
        command.getCommandSpec().positionalParameters().stream()
                .filter(argument -> argument.index().contains(index))
                .findFirst()
                .ifPresent(argument -> words.addAll(values(argument, "", last, names)));
        return words;
    }

    private List<Candidate> commands(CommandLine of) {
        return of.getSubcommands().entrySet().stream()
                .filter(entry ->
                        !entry.getValue().getCommandSpec().usageMessage().hidden())
                .filter(entry -> entry.getKey().startsWith(last))
                .map(entry -> new Candidate(
                        entry.getKey(),
                        about(entry.getValue().getCommandSpec().usageMessage().description())))
                .toList();
    }

    private List<Candidate> values(ArgSpec argument, String before, String start, Names names) {
        return possible(argument, start, names)
                .filter(value -> value.startsWith(start))
                .map(value -> Candidate.of(before + value))
                .toList();
    }

    private Stream<String> possible(ArgSpec argument, String start, Names names) {
        if (argument.completionCandidates() != null) {
            return StreamSupport.stream(argument.completionCandidates().spliterator(), false);
        }
        return switch (argument.paramLabel()) {
            case "POOL" -> names.pools(start).stream();
            case "INSTANCE" -> pool().map(names::instances).orElse(List.of()).stream();
            case "COMMAND" -> command.getCommandName().equals("help") ? helped() : Stream.of();
            case "FORMAT" -> Stream.of("table", "wide", "json");
            default -> Stream.of();
        };
    }

    private Optional<String> pool() {
        return command.getCommandSpec().positionalParameters().stream()
                .filter(argument -> argument.paramLabel().equals("POOL"))
                .map(PositionalParamSpec::index)
                .filter(index -> index.min() < arguments.size())
                .map(index -> arguments.get(index.min()))
                .findFirst()
                .or(() -> value("--pool"));
    }

    /** {@code help pool} goes on with the commands of {@code pool}. */
    private Stream<String> helped() {
        Optional<CommandLine> of = Optional.of(root);
        for (String name : arguments) {
            of = of.map(command -> command.getSubcommands().get(name));
        }
        return of.stream().flatMap(command -> commands(command).stream()).map(Candidate::word);
    }

    private static String about(String[] description) {
        return Stream.of(description)
                .findFirst()
                .map(Completion::firstSentence)
                .map(sentence -> Width.fit(sentence, LONGEST_ABOUT))
                .orElse("");
    }

    private static String firstSentence(String text) {
        return text.replaceAll("[.;:,] .*|[.;:,]$", "").replace("%%", "%");
    }
}
