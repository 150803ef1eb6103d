package dev.coordinator.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Imports point one way, the core is pure, and each library is known to the one package that is about it. */
final class ArchitectureTest {

    private static final String SERVER = "dev.coordinator.server";
    private static final String CLIENT = "dev.coordinator.client";
    private static final String LEASE = within("lease");

    /** What each package of the server may import of the others. */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            entry("lease", Set.of()),
            entry("roster", Set.of()),
            entry("outbox", Set.of("lease")),
            entry("journal", Set.of("lease", "roster", "outbox")),
            entry("replication", Set.of("lease", "roster", "outbox", "journal")),
            entry("membership", Set.of("lease", "roster", "journal", "replication")),
            entry("raft", Set.of("lease", "roster", "journal", "replication", "membership", "security")),
            entry("ticking", Set.of("lease", "journal", "replication")),
            entry("watch", Set.of("lease")),
            entry("webhook", Set.of("lease", "outbox")),
            entry("telemetry", Set.of("lease")),
            entry(
                    "api",
                    Set.of(
                            "lease",
                            "roster",
                            "journal",
                            "replication",
                            "membership",
                            "watch",
                            "security",
                            "access",
                            "listening",
                            "console")),
            entry("config", Set.of()),
            entry("access", Set.of("config")),
            entry("console", Set.of()),
            entry("listening", Set.of()),
            entry("security", Set.of()),
            entry("node", everything()));

    /** Libraries, and generated code, that only one package of the server may know. */
    private static final Map<String, String> KNOWN_ONLY_TO = Map.ofEntries(
            entry("com.alipay..", "raft"),
            entry("org.rocksdb..", "raft"),
            entry("io.grpc..", "api"),
            entry("io.netty.handler.codec.http..", "api"),
            entry("com.google.gson..", "api"),
            entry("dev.coordinator.v1..", "api"),
            entry("dev.coordinator.journal.v1..", "journal"),
            entry("io.prometheus..", "telemetry"),
            entry("com.nimbusds..", "access"),
            entry("org.snakeyaml..", "config"));

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(SERVER, CLIENT);

    @Test
    void everyClassOfTheServerHasAPlace() {
        check(classes()
                .that()
                .resideInAPackage(SERVER + "..")
                .should()
                .resideInAnyPackage(
                        everything().stream().map(ArchitectureTest::within).toArray(String[]::new)));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void importsPointOneWay(String importer) {
        Set<String> forbidden = everything();
        forbidden.remove(importer);
        forbidden.removeAll(MAY_IMPORT.get(importer));
        check(noClasses()
                .that()
                .resideInAPackage(within(importer))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        forbidden.stream().map(ArchitectureTest::within).toArray(String[]::new)))
                .as(importer + " imports nothing but " + MAY_IMPORT.get(importer)));
    }

    @Test
    void packagesFormNoCycle() {
        check(slices().matching(SERVER + ".(*)..").should().beFreeOfCycles());
        check(slices().matching(CLIENT + ".(**)").should().beFreeOfCycles());
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void eachLibraryIsKnownToOnePackage(String library) {
        check(noClasses()
                .that()
                .resideInAPackage(SERVER + "..")
                .and()
                .resideOutsideOfPackage(within(KNOWN_ONLY_TO.get(library)))
                .should()
                .dependOnClassesThat(resideInAPackage(library)));
    }

    @Test
    void leaseImportsOnlyJavaAndNullness() {
        check(classes()
                .that()
                .resideInAPackage(LEASE)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(LEASE, "java..", "org.jspecify.annotations..")
                        .or(DescribedPredicate.describe("are primitive", JavaClass::isPrimitive))));
    }

    @Test
    void leaseReachesNothingOutsideItself() {
        check(noClasses()
                .that()
                .resideInAPackage(LEASE)
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.io..",
                                "java.net..",
                                "java.nio.file..",
                                "java.nio.channels..",
                                "java.security..",
                                "java.util.concurrent..",
                                "java.util.logging..",
                                "java.util.random..")
                        .or(assignableTo(Clock.class))
                        .or(assignableTo(Random.class))
                        .or(assignableTo(SplittableRandom.class))
                        .or(assignableTo(System.Logger.class))
                        .or(assignableTo(Thread.class))
                        .or(assignableTo(ThreadLocal.class))
                        .or(assignableTo(Runtime.class))));
    }

    @Test
    void leaseReadsNoClockAndDrawsNoRandomNumber() {
        check(noClasses()
                .that()
                .resideInAPackage(LEASE)
                .should()
                .accessTargetWhere(target("java.lang.System", "currentTimeMillis")
                        .or(target("java.lang.System", "nanoTime"))
                        .or(target("java.lang.System", "getenv"))
                        .or(target("java.lang.System", "getProperty"))
                        .or(target("java.lang.System", "identityHashCode"))
                        .or(target("java.lang.Math", "random"))
                        .or(target("java.util.UUID", "randomUUID"))
                        .or(target("java.util.Collections", "shuffle"))
                        .or(JavaAccess.Predicates.target(owner(resideInAPackage("java.time..")))
                                .and(JavaAccess.Predicates.target(name("now"))))));
    }

    /** The order of a hash may differ from node to node; whoever iterates must hold a sorted map, and say so. */
    @Test
    void leaseIteratesInNoOrderThatAHashGives() {
        check(noClasses()
                .that()
                .resideInAPackage(LEASE)
                .should()
                .accessTargetWhere(anyTarget("java.util.Set", "of", "copyOf", "iterator", "forEach", "stream")
                        .or(anyTarget("java.util.Map", "of", "ofEntries", "copyOf"))
                        .or(anyTarget("java.util.Map", "keySet", "values", "entrySet", "forEach"))
                        .or(anyTarget("java.util.HashMap", "keySet", "values", "entrySet", "forEach"))
                        .or(anyTarget("java.util.HashSet", "iterator", "forEach", "stream"))
                        .or(anyTarget("java.util.stream.Collectors", "toSet", "toMap", "groupingBy", "partitioningBy"))
                        .or(anyTarget("java.util.stream.Collectors", "toUnmodifiableSet", "toUnmodifiableMap"))));
    }

    @Test
    void theClientKnowsNothingOfTheJournal() {
        check(noClasses()
                .that()
                .resideInAPackage(CLIENT + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.coordinator.journal..")));
    }

    private static Set<String> everything() {
        return new TreeSet<>(Set.of(
                "lease",
                "roster",
                "outbox",
                "webhook",
                "journal",
                "replication",
                "membership",
                "raft",
                "listening",
                "ticking",
                "watch",
                "telemetry",
                "api",
                "access",
                "config",
                "console",
                "security",
                "node"));
    }

    private static Stream<String> libraries() {
        return KNOWN_ONLY_TO.keySet().stream().sorted();
    }

    private static String within(String part) {
        return SERVER + "." + part + "..";
    }

    private static DescribedPredicate<JavaAccess<?>> target(String type, String member) {
        return JavaAccess.Predicates.target(owner(name(type))).and(JavaAccess.Predicates.target(name(member)));
    }

    private static DescribedPredicate<JavaAccess<?>> anyTarget(String type, String... members) {
        return Stream.of(members)
                .map(member -> target(type, member))
                .reduce((one, other) -> one.or(other))
                .orElseThrow();
    }

    /** A package that has no class yet breaks no rule. */
    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(PRODUCT);
    }
}
