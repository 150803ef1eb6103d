package dev.coordinator.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** That the habits see what they look for, and see nothing where there is nothing. */
final class HouseHabitsTest {

    @Test
    void fileMayHaveAllTheLinesOfTheLimitAndNoMore() {
        assertThat(HouseHabits.shortFile(main("\n".repeat(400)))).isEmpty();
        assertThat(HouseHabits.shortFile(main("\n".repeat(401))))
                .containsExactly("m/src/main/java/a/A.java:401: the file has 401 lines, the limit is 400");
    }

    @Test
    void methodIsMeasuredFromItsAnnotationsToItsBrace() {
        String longest = "class A {\n@Deprecated void a() {" + "\n".repeat(59) + "}\n}";
        String tooLong = "class A {\n@Deprecated\nvoid a() {" + "\n".repeat(59) + "}\n}";

        assertThat(HouseHabits.shortMethods(main(longest))).isEmpty();
        assertThat(HouseHabits.shortMethods(main(tooLong)))
                .containsExactly("m/src/main/java/a/A.java:2: the method a has 61 lines, the limit is 60");
    }

    @Test
    void methodsOfNestedAndAnonymousTypesAreMeasured() {
        String nested = "class A { Object o = new Object() {\nvoid b() {" + "\n".repeat(60) + "} }; }";

        assertThat(HouseHabits.shortMethods(main(nested)))
                .singleElement()
                .asString()
                .contains("the method b has 61");
    }

    @Test
    void emptyWordIsSeenAsAWholeWordOnly() {
        assertThat(HouseHabits.tellingNames(main("class LeaseManager {}"))).hasSize(1);
        assertThat(HouseHabits.tellingNames(main("class A { record IOUtil() {} }")))
                .hasSize(1);
        assertThat(HouseHabits.tellingNames(main("package a.common.b;"))).hasSize(1);
        assertThat(HouseHabits.tellingNames(main("package a.database; class Simple { class Basement {} }")))
                .isEmpty();
    }

    @Test
    void packageNeedsADescriptionAndNullMarking() {
        JavaSource lonely = main("package a; class A {}");
        JavaSource bare = JavaSource.parse("m/src/main/java/b/package-info.java", "package b;");
        JavaSource good = JavaSource.parse(
                "m/src/main/java/c/package-info.java", "/** What it is for. */\n@NullMarked\npackage c;\n");

        assertThat(HouseHabits.describedPackages(List.of(lonely, bare, good)))
                .containsExactly(
                        "m/src/main/java/a/package-info.java:1: is missing",
                        "m/src/main/java/b/package-info.java:1: the package has no Javadoc",
                        "m/src/main/java/b/package-info.java:1: the package is not @NullMarked");
    }

    @Test
    void marksOfUnfinishedWorkAreSeen() {
        assertThat(HouseHabits.finished(main("class A {}\n// TO" + "DO: the rest")))
                .hasSize(1);
        assertThat(HouseHabits.finished(main("enum A { TO" + "DOS }"))).isEmpty();
    }

    @Test
    void pathsOfOneMachineAreSeenAndUrlsAreNot() {
        assertThat(HouseHabits.noAbsolutePath(main("class A { String a = \"/ro" + "ot/x\"; }")))
                .hasSize(1);
        assertThat(HouseHabits.noAbsolutePath(main("// https://example.org/ro" + "ot/x")))
                .isEmpty();
    }

    @Test
    void testsNeitherSleepNorRest() {
        String sleeping = "class A { void a() { Thread" + ".sleep(1); } }";

        assertThat(HouseHabits.noSleepInTests(test(sleeping))).hasSize(1);
        assertThat(HouseHabits.noSleepInTests(main(sleeping))).isEmpty();
        assertThat(HouseHabits.noDisabledTest(test("@Dis" + "abled class A {}")))
                .hasSize(1);
        assertThat(HouseHabits.noDisabledTest(test("@Dis" + "abledOnOs class A {}")))
                .hasSize(1);
    }

    private static JavaSource main(String text) {
        return JavaSource.parse("m/src/main/java/a/A.java", text);
    }

    private static JavaSource test(String text) {
        return JavaSource.parse("m/src/test/java/a/ATest.java", text);
    }
}
