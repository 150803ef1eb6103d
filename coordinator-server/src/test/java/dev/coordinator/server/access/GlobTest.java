package dev.coordinator.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "orders, orders, true",
        "orders, orders2, false",
        "orders-*, orders-, true",
        "orders-*, orders-eu-1, true",
        "orders-*, xorders-eu, false",
        "*-eu, orders-eu, true",
        "*-eu, orders-eu-1, false",
        "a*b*c, abc, true",
        "a*b*c, axxbyyc, true",
        "a*b*c, acb, false",
        "ab*ba, aba, false",
        "*, anything, true",
        "a*a*b, aab, true"
    })
    void starsStandForAnything(String pattern, String name, boolean matches) {
        assertThat(Template.parse(pattern)
                        .glob(none -> Optional.empty())
                        .orElseThrow()
                        .matches(name))
                .isEqualTo(matches);
    }

    @Test
    void onlyStarsAreEverything() {
        assertThat(glob("*").isEverything()).isTrue();
        assertThat(glob("**").isEverything()).isTrue();
        assertThat(glob("a*").isEverything()).isFalse();
        assertThat(glob("a").isEverything()).isFalse();
    }

    @Test
    void starInAValueIsNoStar() {
        Glob glob = Template.parse("${name}-*").glob(name -> Optional.of("*")).orElseThrow();

        assertThat(glob.matches("*-1")).isTrue();
        assertThat(glob.matches("orders-1")).isFalse();
        assertThat(Template.parse("${name}")
                        .glob(name -> Optional.of("*"))
                        .orElseThrow()
                        .isEverything())
                .isFalse();
    }

    @Test
    void variableThatStandsForNothingMatchesNothing() {
        assertThat(Template.parse("${claims.pool}").glob(name -> Optional.empty()))
                .isEmpty();
    }

    /** Or an empty claim would make a pattern of everything. */
    @Test
    void variableThatStandsForAnEmptyTextMatchesNothing() {
        assertThat(Template.parse("${claims.team}*").glob(name -> Optional.of("")))
                .isEmpty();
        assertThat(Template.parse("${claims.team}").text(name -> Optional.of("")))
                .isEmpty();
    }

    @Test
    void nobodyIsCalledAsRecordsCallWhomNobodyKnows() {
        assertThat(Principal.isName("-")).isFalse();
        assertThat(Principal.isName("--")).isTrue();
        assertThat(Principal.isName("a-")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "${", "${a", "a$", "\"", "ä", "*****", "${a b}"})
    void otherTextsAreNoPatterns(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Template.parse(text));
    }

    private static Glob glob(String pattern) {
        return Template.parse(pattern).glob(none -> Optional.empty()).orElseThrow();
    }
}
