package dev.coordinator.server;

import static java.util.stream.Collectors.toSet;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The house's habits: each looks at one file, or at all of them, and returns its complaints. */
final class HouseHabits {

    static final int LINES_OF_A_FILE = 400;
    static final int LINES_OF_A_METHOD = 60;

    private static final Set<String> EMPTY_WORDS = Set.of(
            "util",
            "utils",
            "common",
            "commons",
            "manager",
            "managers",
            "helper",
            "helpers",
            "impl",
            "impls",
            "base",
            "misc");

    private static final Pattern WORD_BORDER = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_");
    private static final Pattern JAVADOC_FIRST = Pattern.compile("\\A\\s*/\\*\\*.*?\\w.*?\\*/", Pattern.DOTALL);
    private static final Pattern NULL_MARKED = Pattern.compile("^@NullMarked$");
    private static final Pattern UNFINISHED = Pattern.compile("\\b(?:TO[D]O|FIX[M]E|XX[X])\\b");
    private static final Pattern SLEEP = Pattern.compile("\\bThread\\.sleep\\b|\\.SECONDS\\.sleep\\b");
    private static final Pattern DISABLED = Pattern.compile("@Disable[d](?:\\b|[A-Z])");
    private static final Pattern ONE_MACHINE = Pattern.compile("(?<![\\w.:}/])/(?:work|root|home|Users)/");

    private HouseHabits() {}

    static Stream<String> shortFile(JavaSource source) {
        return Stream.of(source)
                .filter(file -> file.lines() > LINES_OF_A_FILE)
                .map(file -> at(file, LINES_OF_A_FILE + 1) + "the file has " + file.lines() + " lines, the limit is "
                        + LINES_OF_A_FILE);
    }

    static Stream<String> shortMethods(JavaSource source) {
        return source.methods().stream()
                .filter(method -> method.lines() > LINES_OF_A_METHOD)
                .map(method -> at(source, method.firstLine()) + "the method " + method.name() + " has " + method.lines()
                        + " lines, the limit is " + LINES_OF_A_METHOD);
    }

    static Stream<String> tellingNames(JavaSource source) {
        Stream<String> ofTypes = source.types().stream()
                .flatMap(type -> emptyWords(WORD_BORDER.split(type.name()))
                        .map(word -> at(source, type.firstLine()) + "the type " + type.name() + " says \"" + word
                                + "\", which says nothing"));
        Stream<String> ofPackage = emptyWords(source.packageName().split("\\."))
                .map(word -> at(source, 1) + "the package " + source.packageName() + " says \"" + word
                        + "\", which says nothing");
        return Stream.concat(ofTypes, ofPackage);
    }

    /** Of production code only; the packages of tests are described by what they test. */
    static Stream<String> describedPackages(List<JavaSource> sources) {
        Set<String> described = sources.stream()
                .filter(JavaSource::isPackageInfo)
                .map(JavaSource::folder)
                .collect(toSet());
        Stream<String> missing = sources.stream()
                .filter(source -> !source.isTest())
                .map(JavaSource::folder)
                .distinct()
                .filter(folder -> !described.contains(folder))
                .map(folder -> folder + "/package-info.java:1: is missing");
        Stream<String> lacking = sources.stream()
                .filter(source -> !source.isTest() && source.isPackageInfo())
                .flatMap(HouseHabits::describedPackage);
        return Stream.concat(missing, lacking);
    }

    static Stream<String> finished(JavaSource source) {
        return matches(source, UNFINISHED, "finish it, or describe it where plans are kept");
    }

    static Stream<String> noAbsolutePath(JavaSource source) {
        return matches(source, ONE_MACHINE, "a path that exists on one machine only");
    }

    static Stream<String> noSleepInTests(JavaSource source) {
        return source.isTest() ? matches(source, SLEEP, "a test waits for a condition or drives time") : Stream.of();
    }

    static Stream<String> noDisabledTest(JavaSource source) {
        return matches(source, DISABLED, "a test runs or is deleted");
    }

    private static Stream<String> describedPackage(JavaSource source) {
        return Stream.concat(
                JAVADOC_FIRST.matcher(source.text()).find()
                        ? Stream.of()
                        : Stream.of(at(source, 1) + "the package has no Javadoc"),
                source.linesWith(NULL_MARKED).isEmpty()
                        ? Stream.of(at(source, 1) + "the package is not @NullMarked")
                        : Stream.of());
    }

    private static Stream<String> matches(JavaSource source, Pattern pattern, String what) {
        return source.linesWith(pattern).stream().map(line -> at(source, line) + what);
    }

    private static Stream<String> emptyWords(String[] words) {
        return Arrays.stream(words).map(word -> word.toLowerCase(Locale.ROOT)).filter(EMPTY_WORDS::contains);
    }

    private static String at(JavaSource source, int line) {
        return source.path() + ":" + line + ": ";
    }
}
