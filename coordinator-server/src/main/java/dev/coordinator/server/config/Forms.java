package dev.coordinator.server.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The kinds of values that keys have. */
final class Forms {

    private static final String DURATION = "a duration such as 500ms, 30s, 2m or 1h";
    private static final String SIZE = "a size such as 64KiB or 8MiB";
    private static final String NUMBER = "a whole number ";
    private static final String ADDRESS = "host:port, an IPv6 host in brackets and all in quotes";
    private static final Pattern DIGITS = Pattern.compile("-?\\d{1,10}");

    private Forms() {}

    static Form<Duration> duration(Duration least, Duration most) {
        return range(Duration.class, DURATION, DurationText::parse, least, most, DurationText::write);
    }

    /** In bytes. */
    static Form<Long> size(long least, long most) {
        return range(Long.class, SIZE, SizeText::parse, least, most, SizeText::write);
    }

    static Form<Integer> count(int least, int most) {
        return range(
                Integer.class,
                NUMBER + "from " + least + " to " + most,
                Forms::wholeNumber,
                least,
                most,
                String::valueOf);
    }

    static Form<Boolean> flag() {
        return words(Boolean.class, "true or false", text -> switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    static <E extends Enum<E>> Form<E> choice(Class<E> type) {
        String words = Arrays.stream(type.getEnumConstants()).map(Forms::word).collect(Collectors.joining(" or "));
        return words(
                type,
                words,
                text -> Arrays.stream(type.getEnumConstants())
                        .filter(each -> word(each).equals(text))
                        .findFirst());
    }

    static Form<HostPort> address() {
        return new ScalarForm<>(HostPort.class, ADDRESS, HostPort::parse, "host:port", any -> true, HostPort::toString);
    }

    /** An address, or that there is none. */
    @SuppressWarnings("unchecked")
    static Form<Optional<HostPort>> addressOrOff() {
        return new ScalarForm<>(
                (Class<Optional<HostPort>>) (Class<?>) Optional.class,
                ADDRESS + ", or off",
                Forms::addressOrOff,
                "host:port or off",
                any -> true,
                address -> address.map(HostPort::toString).orElse("off"));
    }

    private static Optional<Optional<HostPort>> addressOrOff(String text) {
        Optional<HostPort> address = HostPort.parse(text);
        return text.equals("off") || address.isPresent() ? Optional.of(address) : Optional.empty();
    }

    /** Names of hosts, or that there are none. */
    @SuppressWarnings("unchecked")
    static Form<List<String>> hosts() {
        return new ScalarForm<>(
                (Class<List<String>>) (Class<?>) List.class,
                "names of hosts without ports, separated by commas, or none",
                HostNames::parse,
                "names or none",
                any -> true,
                HostNames::write);
    }

    /** @param characters what stands in the brackets of a regular expression */
    static Form<String> id(String characters) {
        String wanted = "1 to 64 characters of [" + characters + "]";
        Pattern shape = Pattern.compile("[" + characters + "]{1,64}");
        return new ScalarForm<>(
                String.class,
                wanted,
                Optional::of,
                wanted,
                id -> shape.matcher(id).matches(),
                Quoted::of);
    }

    static Form<Path> directory() {
        return place("a directory");
    }

    static Form<Path> file() {
        return place("a file");
    }

    /** A set's own type is lost at run time. */
    @SuppressWarnings("unchecked")
    static Form<Set<PosixFilePermission>> fileMode() {
        return new ScalarForm<>(
                (Class<Set<PosixFilePermission>>) (Class<?>) Set.class,
                "three octal digits such as 660",
                FileMode::parse,
                "three octal digits",
                any -> true,
                FileMode::write);
    }

    private static Form<Path> place(String kind) {
        return new ScalarForm<>(Path.class, kind, Forms::path, kind, any -> true, Path::toString);
    }

    private static <T extends Comparable<T>> Form<T> range(
            Class<T> type,
            String wanted,
            Function<String, Optional<T>> parse,
            T least,
            T most,
            Function<T, String> writing) {
        String limits = "from " + writing.apply(least) + " to " + writing.apply(most);
        return new ScalarForm<>(
                type,
                wanted,
                parse,
                limits,
                value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
                writing);
    }

    private static <T> Form<T> words(Class<T> type, String words, Function<String, Optional<T>> parse) {
        return new ScalarForm<>(type, words, parse, words, any -> true, Forms::word);
    }

    private static String word(Object value) {
        return value.toString().toLowerCase(Locale.ROOT);
    }

    private static Optional<Integer> wholeNumber(String text) {
        try {
            return DIGITS.matcher(text).matches() ? Optional.of(Integer.parseInt(text)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> path(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
