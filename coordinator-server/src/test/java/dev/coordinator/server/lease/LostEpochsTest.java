package dev.coordinator.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which epochs a lost cluster may have granted. */
final class LostEpochsTest {

    private final LostEpochs lost = new LostEpochs(10, 20);

    @Test
    void lastOneThatIsKnownIsNotLost() {
        assertThat(lost.has(10)).isFalse();
        assertThat(lost.has(11)).isTrue();
    }

    @Test
    void nextOneThatIsGrantedIsNotLost() {
        assertThat(lost.has(20)).isTrue();
        assertThat(lost.has(21)).isFalse();
    }
}
