package dev.coordinator.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which pools come up when. */
final class DueIndexTest {

    private final DueIndex index = new DueIndex();

    @Test
    void poolComesUpOnceAtItsEarliestTime() {
        Pool pool = pool("p");
        index.file(pool, time(100));
        index.file(pool, time(50));
        index.file(pool, time(70));

        assertThat(index.next()).isEqualTo(time(50));
        assertThat(index.takeDue(time(49))).isEmpty();
        assertThat(index.takeDue(time(200))).containsExactly(pool);
        assertThat(index.next()).isEqualTo(ClusterTime.NEVER);
    }

    @Test
    void poolsThatAreDueTogetherComeUpInOrderOfName() {
        Pool last = pool("z");
        Pool first = pool("a");
        index.file(last, time(1));
        index.file(first, time(2));

        assertThat(index.takeDue(time(2))).containsExactly(first, last);
    }

    @Test
    void poolThatIsGoneNeverComesUpInTheNameOfItsNamesake() {
        Pool gone = pool("p");
        index.file(gone, time(100));
        index.file(gone, time(50));
        index.takeDue(time(50));
        index.remove(gone);
        Pool namesake = pool("p");

        index.file(namesake, time(100));

        assertThat(index.takeDue(time(100))).hasSize(1).first().isSameAs(namesake);
    }

    @Test
    void poolThatIsNeverDueIsNotFiled() {
        index.file(pool("p"), ClusterTime.NEVER);

        assertThat(index.next()).isEqualTo(ClusterTime.NEVER);
    }

    @Test
    void oldPlacesOfPoolsThatComeAndGoDoNotPileUp() {
        Pool flapping = pool("p");
        for (int round = 0; round < 1_000; round++) {
            index.file(flapping, time(1_000_000 + round));
            index.file(flapping, time(round));
            assertThat(index.takeDue(time(round))).containsExactly(flapping);
            Pool gone = pool("gone");
            index.file(gone, time(2_000_000));
            index.remove(gone);
        }
        index.file(flapping, time(1_000));

        assertThat(index.size()).isLessThan(25);
        assertThat(index.takeDue(time(1_000))).containsExactly(flapping);
    }

    @Test
    void moreOldPlacesAreLetBeWhereThereAreMorePools() {
        for (int each = 0; each < 10; each++) {
            index.file(pool("p" + each), time(2_000));
        }
        Pool pool = pool("p0");
        for (int earlier = 1; earlier <= 26; earlier++) {
            index.file(pool, time(1_000 - earlier));
        }
        assertThat(index.size()).isEqualTo(36);

        index.file(pool, time(900));

        assertThat(index.size()).isEqualTo(10);
    }

    @Test
    void oldPlacesAreLetBeUntilTheyAreTooMany() {
        Pool pool = pool("p");
        for (int earlier = 1; earlier <= 18; earlier++) {
            index.file(pool, time(1_000 - earlier));
            assertThat(index.size()).isEqualTo(earlier);
        }

        index.file(pool, time(900));

        assertThat(index.size()).isOne();
        assertThat(index.next()).isEqualTo(time(900));
    }

    private static Pool pool(String name) {
        return new Pool(new PoolName(name), Tenure.Vacant.first(ClusterTime.ZERO));
    }

    private static ClusterTime time(long millis) {
        return new ClusterTime(millis);
    }
}
