package dev.coordinator.server.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.PoolSettings;
import dev.coordinator.server.lease.PoolView;
import dev.coordinator.server.lease.Tenure;
import dev.coordinator.server.lease.Trigger;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WatchHubTest {

    private static final WatchFilter ALL = new WatchFilter.Prefix("");

    private final WatchHub hub = hub();
    private final ScriptedWatcher watcher = new ScriptedWatcher();

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void changesThatTheStateReflectsAreNotRepeated() {
        subscribe(hub, ALL, "");
        tell(hub, 1, "a");
        tell(hub, 2, "b");
        tell(hub, 3, "a");

        watcher.page(2, pools("a", "b"));

        watcher.awaitTold("a", "b", "synced", "3 a");
    }

    @Test
    void changesThatTheStateIsAheadOfAreNotToldLater() {
        subscribe(hub, ALL, "");
        watcher.page(2, pools("a"));
        watcher.awaitTold("a", "synced");

        tell(hub, 2, "a");
        tell(hub, 3, "a");

        watcher.awaitTold("a", "synced", "3 a");
    }

    @Test
    void eachPageIsFollowedByTheChangesThatItDoesNotReflect() {
        String[] first = numbered(0, PresentState.PAGE);
        subscribe(hub, ALL, "");
        assertThat(watcher.page(1, pools(first))).isEmpty();
        tell(hub, 2, first[0], "z");

        Optional<PoolName> after = watcher.page(2, pools("z"));
        tell(hub, 3, first[0], "z");

        assertThat(after).contains(new PoolName(first[PresentState.PAGE - 1]));
        watcher.awaitTold(Stream.of(Stream.of(first), Stream.of("z", "synced", "2 " + first[0], "3 " + first[0], "3 z"))
                .flatMap(each -> each)
                .toArray(String[]::new));
        assertThat(watcher.lastCursor()).isEqualTo("here-3-2");
    }

    @Test
    void cursorAmongPagesOfDifferentMomentsStartsAnew() {
        subscribe(hub, ALL, "");
        watcher.page(1, pools(numbered(0, PresentState.PAGE)));
        watcher.page(2, pools("z"));
        await().until(() -> watcher.told().contains("synced"));
        ScriptedWatcher resumed = new ScriptedWatcher();

        hub.subscribe(ALL, WatchCursor.parse(watcher.lastCursor()), resumed);

        resumed.awaitTold("resync");
    }

    @Test
    void cursorOfSyncedResumesWhereThePagesAreOfOneMoment() {
        subscribe(hub, ALL, "");
        watcher.page(7, pools("a"));
        watcher.awaitTold("a", "synced");
        tell(hub, 8, "a");
        watcher.awaitTold("a", "synced", "8 a");
        ScriptedWatcher resumed = new ScriptedWatcher();

        hub.subscribe(ALL, WatchCursor.parse("here-8-0"), resumed);

        resumed.awaitTold("8 a");
    }

    @Test
    void watchGoesOnInTheMiddleOfAnEntryAtAnotherNode() {
        WatchHub other = hub();
        for (WatchHub each : List.of(hub, other)) {
            tell(each, 4, "a", "b", "c");
            tell(each, 6, "a");
        }
        ScriptedWatcher first = new ScriptedWatcher();
        first.takeOnly(2);
        hub.subscribe(ALL, WatchCursor.parse("here-4-0"), first);
        first.awaitTold("4 a", "4 b");

        other.subscribe(ALL, WatchCursor.parse(first.lastCursor()), watcher);

        watcher.awaitTold("4 c", "6 a");
        other.close();
    }

    @Test
    void cursorOlderThanWhatIsKeptResyncs() {
        for (int i = 1; i <= 10; i++) {
            tell(hub, i, "a");
        }

        subscribe(hub, ALL, "here-1-1");

        watcher.awaitTold("resync");
        watcher.page(10, pools("a"));
        watcher.awaitTold("resync", "a", "synced");
    }

    @Test
    void cursorOfAnotherClusterResyncs() {
        tell(hub, 1, "a");

        subscribe(hub, ALL, "elsewhere-1-1");

        watcher.awaitTold("resync");
    }

    @Test
    void cursorAheadOfThisNodeWaitsUntilItHasCaughtUp() {
        tell(hub, 1, "a");
        subscribe(hub, ALL, "here-3-1");
        tell(hub, 2, "a");
        tell(hub, 3, "a", "b");
        tell(hub, 4, "a");

        watcher.awaitTold("3 b", "4 a");
    }

    @Test
    void replacedStateResyncsThoseItIsNewFor() {
        ScriptedWatcher ahead = new ScriptedWatcher();
        subscribe(hub, ALL, "");
        watcher.page(1, pools("a"));
        watcher.awaitTold("a", "synced");
        hub.subscribe(ALL, WatchCursor.parse("here-50-1"), ahead);

        hub.replaced(40);
        tell(hub, 51, "b");

        watcher.page(51, pools("a", "b"));
        watcher.awaitTold("a", "synced", "resync", "a", "b", "synced");
        ahead.awaitTold("51 b");
    }

    @Test
    void watcherThatTakesNothingIsDroppedAndOthersAreNotDelayed() {
        ScriptedWatcher quick = new ScriptedWatcher();
        tell(hub, 1, "a");
        watcher.takeOnly(2);
        subscribe(hub, ALL, "here-2-0");
        hub.subscribe(ALL, WatchCursor.parse("here-2-0"), quick);

        for (int i = 2; i <= 8; i++) {
            tell(hub, i, "a");
            int messages = i - 1;
            await().until(() -> quick.told().size() == messages);
        }

        quick.awaitTold("2 a", "3 a", "4 a", "5 a", "6 a", "7 a", "8 a");
        watcher.awaitTold("2 a", "3 a", "too slow");
        assertThat(watcher.lastCursor()).isEqualTo("here-3-1");
    }

    @Test
    void watcherThatIsReadyAgainGetsWhatWaited() {
        tell(hub, 1, "a");
        watcher.takeOnly(1);
        Watch watch = hub.subscribe(ALL, WatchCursor.parse("here-2-0"), watcher).orElseThrow();
        tell(hub, 2, "a");
        tell(hub, 3, "a");
        watcher.awaitTold("2 a");

        watcher.takeOnly(5);
        watch.ready();

        watcher.awaitTold("2 a", "3 a");
    }

    @Test
    void oneOfThreeIsToldWhatItWatches() {
        ScriptedWatcher byPrefix = new ScriptedWatcher();
        ScriptedWatcher other = new ScriptedWatcher();
        tell(hub, 1, "x");
        subscribe(hub, new WatchFilter.OnePool(new PoolName("ab")), "here-2-0");
        hub.subscribe(new WatchFilter.Prefix("a"), WatchCursor.parse("here-2-0"), byPrefix);
        hub.subscribe(new WatchFilter.Prefix("b"), WatchCursor.parse("here-2-0"), other);

        tell(hub, 2, "ab", "abc", "b");

        watcher.awaitTold("2 ab");
        byPrefix.awaitTold("2 ab", "2 abc");
        other.awaitTold("2 b");
    }

    @Test
    void endedWatchMakesRoomAndClosingEndsTheRest() {
        List<Watch> watches = IntStream.range(0, 3)
                .mapToObj(i -> hub.subscribe(ALL, Optional.empty(), new ScriptedWatcher()))
                .flatMap(Optional::stream)
                .toList();
        assertThat(watches).hasSize(3);
        assertThat(hub.subscribe(ALL, Optional.empty(), watcher)).isEmpty();

        watches.get(0).cancel();
        await().until(() -> hub.subscribe(ALL, Optional.empty(), watcher).isPresent());
        hub.close();

        watcher.awaitTold("closing");
    }

    @Test
    void closedHubTakesNoWatch() {
        hub.close();

        assertThat(hub.subscribe(ALL, Optional.empty(), watcher)).isEmpty();
        assertThat(watcher.told()).containsExactly("closing");
    }

    @Test
    void textThatIsNoCursorIsNone() {
        assertThat(WatchCursor.parse("")).isEmpty();
        assertThat(WatchCursor.parse("a-1")).isEmpty();
        assertThat(WatchCursor.parse("-1-1")).isEmpty();
        assertThat(WatchCursor.parse("a-99999999999999999999-1")).isEmpty();
        assertThat(WatchCursor.parse("x".repeat(300) + "-1-1")).isEmpty();
        assertThat(WatchCursor.parse("a-b-12-3").map(WatchCursor::text)).contains("a-b-12-3");
    }

    private static WatchHub hub() {
        return new WatchHub("here", new WatchLimits(3, 3, 8));
    }

    private void subscribe(WatchHub at, WatchFilter filter, String cursor) {
        assertThat(at.subscribe(filter, WatchCursor.parse(cursor), watcher)).isPresent();
    }

    private static void tell(WatchHub hub, long logIndex, String... pools) {
        hub.applied(
                logIndex,
                Stream.of(pools)
                        .map(pool -> new Change(
                                new PoolName(pool),
                                ChangeKind.GRANTED,
                                Trigger.NONE,
                                Optional.empty(),
                                Optional.empty(),
                                0,
                                0,
                                0,
                                List.of()))
                        .toList());
    }

    private static String[] numbered(int from, int to) {
        return IntStream.range(from, to).mapToObj("p%04d"::formatted).toArray(String[]::new);
    }

    private static List<PoolView> pools(String... names) {
        return Stream.of(names)
                .map(name -> new PoolView(
                        new PoolName(name),
                        new Tenure.Vacant(ClusterTime.ZERO, Trigger.NONE, Optional.empty()),
                        Optional.empty(),
                        0,
                        0,
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        PoolSettings.DEFAULT,
                        0,
                        0,
                        0,
                        0,
                        List.of(),
                        List.of(),
                        Optional.empty()))
                .toList();
    }
}
