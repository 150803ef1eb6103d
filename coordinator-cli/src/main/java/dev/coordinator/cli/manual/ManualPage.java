package dev.coordinator.cli.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * One command's page of section 1, as the source that {@code man} reads.
 *
 * @param name of the page, such as {@code coordctl-pool-set}
 */
public record ManualPage(String name, String source) {

    /** Wider than any synopsis. */
    private static final int UNBROKEN = 10_000;

    /** Of a command and of all below it; those that are hidden have none. */
    public static Stream<ManualPage> all(CommandLine command, String version) {
        command.setUsageHelpWidth(UNBROKEN);
        return Stream.concat(Stream.of(of(command, version)), visible(command).flatMap(below -> all(below, version)));
    }

    private static ManualPage of(CommandLine command, String version) {
        CommandSpec spec = command.getCommandSpec();
        Roff roff = new Roff();
        String name = name(spec);
        roff.request(".TH " + Roff.escaped(name.toUpperCase(Locale.ROOT)) + " 1 \"\" \"coordctl "
                + Roff.escaped(version) + "\" \"Coordinator\"");
        roff.request(".SH NAME");
        roff.text(name + " - " + summary(spec));
        roff.request(".SH SYNOPSIS");
        roff.marked(Roff.bold(spec.qualifiedName()) + " " + Roff.escaped(synopsis(command)));
        roff.request(".SH DESCRIPTION");
        roff.text(String.join(" ", spec.usageMessage().description()));
        parameters(roff, spec);
        options(roff, spec);
        commands(roff, command);
        footer(roff, spec);
        related(roff, command);
        return new ManualPage(name, roff.toString());
    }

    private static Stream<CommandLine> visible(CommandLine command) {
        return command.getSubcommands().values().stream()
                .filter(below -> !below.getCommandSpec().usageMessage().hidden());
    }

    private static String name(CommandSpec spec) {
        return spec.qualifiedName("-");
    }

    /** The first sentence. */
    private static String summary(CommandSpec spec) {
        return String.join(" ", spec.usageMessage().description()).replaceAll("\\. .*|\\.$", "");
    }

    private static String synopsis(CommandLine command) {
        String whole = new Help(command.getCommandSpec(), Help.defaultColorScheme(Ansi.OFF))
                .synopsis(0)
                .replaceAll("\\s+", " ")
                .strip();
        return whole.substring(command.getCommandSpec().qualifiedName().length())
                .strip();
    }

    private static void parameters(Roff roff, CommandSpec spec) {
        if (spec.positionalParameters().isEmpty()) {
            return;
        }
        roff.request(".SH ARGUMENTS");
        spec.positionalParameters().forEach(parameter -> {
            roff.request(".TP");
            roff.marked(Roff.italic(parameter.paramLabel()));
            roff.text(description(parameter));
        });
    }

    private static void options(Roff roff, CommandSpec spec) {
        List<OptionSpec> options =
                spec.options().stream().filter(option -> !option.hidden()).toList();
        if (options.isEmpty()) {
            return;
        }
        roff.request(".SH OPTIONS");
        options.forEach(option -> {
            String names = Stream.of(option.names()).map(Roff::bold).collect(Collectors.joining(", "));
            roff.request(".TP");
            roff.marked(option.arity().max() == 0 ? names : names + " " + Roff.italic(option.paramLabel()));
            roff.text(description(option));
        });
    }

    private static String description(ArgSpec argument) {
        List<String> candidates = new ArrayList<>();
        if (argument.completionCandidates() != null) {
            argument.completionCandidates().forEach(candidates::add);
        }
        return String.join(" ", argument.description())
                .replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValueString()))
                .replace("${COMPLETION-CANDIDATES}", String.join(", ", candidates))
                .replace("%%", "%");
    }

    private static void commands(Roff roff, CommandLine command) {
        List<CommandLine> commands = visible(command).toList();
        if (commands.isEmpty()) {
            return;
        }
        roff.request(".SH COMMANDS");
        commands.forEach(below -> {
            roff.request(".TP");
            roff.marked(Roff.bold(below.getCommandName()));
            roff.text(String.join(" ", below.getCommandSpec().usageMessage().description()));
        });
    }

    /** Lines that are indented are examples, or a list of statuses; what stands between them is text. */
    private static void footer(Roff roff, CommandSpec spec) {
        List<String> lines = Stream.of(spec.usageMessage().footer())
                .flatMap(line -> line.lines())
                .map(line -> line.replace("%%", "%"))
                .toList();
        List<String> indented =
                lines.stream().filter(line -> line.startsWith("  ")).toList();
        if (!indented.isEmpty()) {
            roff.request(spec.root() == spec ? ".SH \"EXIT STATUS\"" : ".SH EXAMPLES");
            roff.example(indented);
        }
        List<String> paragraphs = paragraphs(lines);
        if (!paragraphs.isEmpty()) {
            roff.request(".SH NOTES");
            roff.text(paragraphs.get(0));
            paragraphs.stream().skip(1).forEach(paragraph -> {
                roff.request(".PP");
                roff.text(paragraph);
            });
        }
    }

    /** Lines of text that follow each other, joined. */
    private static List<String> paragraphs(List<String> lines) {
        List<String> paragraphs = new ArrayList<>();
        StringBuilder paragraph = new StringBuilder();
        Stream.concat(lines.stream(), Stream.of("")).forEach(line -> {
            if (!line.isBlank() && !line.startsWith("  ")) {
                paragraph.append(paragraph.isEmpty() ? "" : " ").append(line);
            } else if (!paragraph.isEmpty()) {
                paragraphs.add(paragraph.toString());
                paragraph.setLength(0);
            }
        });
        return paragraphs;
    }

    private static void related(Roff roff, CommandLine command) {
        Stream<String> parent = Stream.ofNullable(command.getParent()).map(above -> name(above.getCommandSpec()));
        Stream<String> below = visible(command).map(each -> name(each.getCommandSpec()));
        List<String> pages = Stream.concat(parent, below).toList();
        if (!pages.isEmpty()) {
            roff.request(".SH \"SEE ALSO\"");
            roff.marked(pages.stream().map(page -> Roff.bold(page) + "(1)").collect(Collectors.joining(", ")));
        }
    }
}
