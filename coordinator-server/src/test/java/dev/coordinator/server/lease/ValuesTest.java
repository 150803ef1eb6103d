package dev.coordinator.server.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The values that the core is made of: what they take, and what they refuse. */
final class ValuesTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "z", "A", "Z", "0", "9", ".", "_", ":", "-", "a/b", "app.x_Y:1/z-9"})
    void nameOfAllowedCharactersIsTaken(String name) {
        assertThat(new PoolName(name).value()).isEqualTo(name);
        assertThat(new InstanceId(name).value()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"`", "{", "@", "[", ";", "a b", "ä", "a\n", "a,b", "a\\b"})
    void nameOfOtherCharactersIsRefusedAndTheFirstIsPointedOut(String name) {
        int place = name.length() > 1 ? 2 : 1;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PoolName(name))
                .withMessageContaining("character " + place + " ");
        assertThatIllegalArgumentException().isThrownBy(() -> new InstanceId(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a", "a/"})
    void nameHasNoSlashAtEitherEnd(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new PoolName(name));
    }

    @Test
    void namesAreNeitherEmptyNorTooLong() {
        assertThat(new PoolName("p".repeat(253)).value()).hasSize(253);
        assertThat(new InstanceId("i".repeat(128)).value()).hasSize(128);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PoolName("p".repeat(254)))
                .withMessageContaining("not 254");
        assertThatIllegalArgumentException().isThrownBy(() -> new InstanceId("i".repeat(129)));
        assertThatIllegalArgumentException().isThrownBy(() -> new PoolName(""));
    }

    @Test
    void epochIsAboveZeroAndFitsIntoJson() {
        assertThat(new Epoch(1)).isLessThan(new Epoch(2)).hasToString("1");
        assertThat(new Epoch(Epoch.LIMIT - 1)).isGreaterThan(new Epoch(2));
        assertThat(new Epoch(2)).isEqualByComparingTo(new Epoch(2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Epoch(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Epoch(Epoch.LIMIT));
    }

    @Test
    void claimHandleAndTimeHaveTheirBounds() {
        assertThat(new Holding.Claim(1)).isEqualTo(Holding.of(1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Holding.Claim(0));
        assertThat(new Handle(0)).isEqualTo(Handle.NONE);
        assertThatIllegalArgumentException().isThrownBy(() -> new Handle(-1));
        assertThat(new ClusterTime(7)).hasToString("7ms");
    }

    @Test
    void infoIsACopyOfItsBytes() {
        byte[] bytes = {1, 2, 3};
        Info info = Info.of(bytes);
        bytes[0] = 9;
        info.toBytes()[1] = 9;

        assertThat(info.toBytes()).containsExactly(1, 2, 3);
        assertThat(info.size()).isEqualTo(3);
        assertThat(info).hasToString("3 bytes").isNotEqualTo(Info.NONE).isNotEqualTo("3 bytes");
        assertThat(info).isEqualTo(Info.of(new byte[] {1, 2, 3})).hasSameHashCodeAs(Info.of(new byte[] {1, 2, 3}));
        assertThat(info.hashCode()).isNotEqualTo(Info.of(new byte[] {1, 2, 4}).hashCode());
        assertThat(Info.of(new byte[0])).isSameAs(Info.NONE);
    }

    @Test
    void incarnationAndSequenceNumberComeTogether() {
        assertThat(checkIn(1, 1).seq()).isOne();
        assertThat(checkIn(0, 0).incarnation()).isEqualTo(Incarnation.BARE);
        assertThatIllegalArgumentException().isThrownBy(() -> checkIn(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> checkIn(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> checkIn(1, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> leave(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> leave(0, 1));
    }

    private static Command.Leave leave(long run, long seq) {
        return new Command.Leave(PoolStory.POOL, new InstanceId("a"), new Incarnation(run), seq);
    }

    private static Command.CheckIn checkIn(long run, long seq) {
        return new Command.CheckIn(
                PoolStory.POOL,
                new InstanceId("a"),
                new Incarnation(run),
                List.of(),
                0,
                seq,
                Profile.PLAIN,
                Holding.UNSAID,
                false,
                true);
    }

    @Test
    void lossesCountWithinTheWindowAndTheLatestAreKept() {
        Losses losses = new Losses();
        losses.add(new ClusterTime(100), 50);
        assertThat(losses.within(new ClusterTime(149), 50)).isOne();
        assertThat(losses.within(new ClusterTime(150), 50)).isZero();
        losses.add(new ClusterTime(150), 50);
        assertThat(losses.toList()).containsExactly(150L);
        for (int i = 1; i <= Losses.MOST; i++) {
            losses.add(new ClusterTime(150 + i), 1_000);
        }
        assertThat(losses.toList()).hasSize(Losses.MOST).startsWith(151L);
    }
}
