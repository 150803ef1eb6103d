package dev.coordinator.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class PoolPatternTest {

    @Test
    void aStarStandsForAnyCharactersAndAllOthersForThemselves() {
        assertThat(new PoolPattern("billing").matches("billing")).isTrue();
        assertThat(new PoolPattern("billing").matches("billing2")).isFalse();
        assertThat(new PoolPattern("eu/*").matches("eu/billing")).isTrue();
        assertThat(new PoolPattern("eu/*").matches("eu/")).isTrue();
        assertThat(new PoolPattern("eu/*").matches("us/eu/x")).isFalse();
        assertThat(new PoolPattern("*/db").matches("eu/a/db")).isTrue();
        assertThat(new PoolPattern("*/db").matches("eu/a/db2")).isFalse();
        assertThat(new PoolPattern("a*b*c").matches("a-b-b-c")).isTrue();
        assertThat(new PoolPattern("a*b*c").matches("a-c-b")).isFalse();
        assertThat(new PoolPattern("a.b").matches("axb")).isFalse();
        assertThat(PoolPattern.ALL.matches("")).isTrue();
    }

    /** By a regular expression it would take years. */
    @Test
    void manyStarsAreNoTrap() {
        String stars = "*a".repeat(100) + "b";

        assertThat(new PoolPattern(stars).matches("a".repeat(253))).isFalse();
    }

    @Test
    void anEmptyOrEndlessPatternIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PoolPattern(""));
        assertThatIllegalArgumentException().isThrownBy(() -> new PoolPattern("a".repeat(257)));
    }
}
