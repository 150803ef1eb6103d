package dev.coordinator.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.cli.Samples;
import dev.coordinator.cli.cluster.NodeView;
import dev.coordinator.v1.NodeRole;
import dev.coordinator.v1.Pool;
import dev.coordinator.v1.ScheduledSwitchover;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PainterTest {

    private static final View LIST = View.first(Order.TROUBLE);
    private static final View OPEN = LIST.opening("orders");

    private final Painter painter = new Painter(ZoneOffset.UTC);

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 80, 120})
    void poolsComeByTroubleAtAnyWidth(int columns) throws IOException {
        GoldenScreens.assertMatches(
                "pools-" + columns, paint(Scene.reading(), LIST.selecting("c-alone"), 1_500, columns, 24));
    }

    @Test
    void aScheduledSwitchoverStandsBesideWhatIsTheMatter() {
        ScheduledSwitchover scheduled =
                ScheduledSwitchover.newBuilder().setRemainingMs(29_570_000).build();
        Listing listing = new Listing(
                List.of(
                        Scene.pool("well").toBuilder()
                                .setScheduledSwitchover(scheduled)
                                .build(),
                        Scene.pool("alone").toBuilder()
                                .setSuccessors(0)
                                .setScheduledSwitchover(scheduled)
                                .build()),
                false,
                Source.current("n1", Scene.READ));

        List<String> lines = paint(Scene.reading(Scene.nodes(), listing, Optional.empty()), LIST, 90_000, 120, 24);

        assertThat(lines)
                .anyMatch(line -> line.startsWith("> alone  no successor; switchover in 8h 11m  "))
                .anyMatch(line -> line.startsWith("  well   held; switchover in 8h 11m  "))
                .anyMatch(line -> line.startsWith("2 pools by trouble: 1 no successor, 1 held."));
    }

    @Test
    void onALowTerminalTheNodesLeaveTheRoomToThePools() throws IOException {
        GoldenScreens.assertMatches("pools-low", paint(Scene.reading(), LIST, 1_500, 80, 10));
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 120})
    void anOpenPoolShowsItsInstancesItsChangesAndItsSettings(int columns) throws IOException {
        Reading reading = Scene.reading(
                Scene.nodes(),
                Scene.listing(Source.current("n1", Scene.READ)),
                Optional.of(Scene.detail(Source.current("n1", Scene.READ))));

        GoldenScreens.assertMatches("pool-" + columns, paint(reading, OPEN, 2_000, columns, 48));
    }

    @Test
    void aPoolThatIsLongerThanTheScreenIsScrolled() {
        Reading reading = Scene.reading(
                Scene.nodes(),
                Scene.listing(Source.current("n1", Scene.READ)),
                Optional.of(Scene.detail(Source.current("n1", Scene.READ))));

        List<String> top = paint(reading, OPEN, 0, 80, 20);
        List<String> end = paint(reading, OPEN.scrolledTo(1000), 0, 80, 20);

        assertThat(top).anyMatch(line -> line.startsWith("Primary")).noneMatch(line -> line.startsWith("hold-down"));
        assertThat(top.get(19)).isEqualTo("Lines 1 to 12 of 32  Down more  Esc back  ? help");
        assertThat(end).anyMatch(line -> line.startsWith("hold-down")).noneMatch(line -> line.startsWith("Primary"));
        assertThat(end.get(19)).startsWith("Lines 21 to 32 of 32");
    }

    @Test
    void withoutAQuorumWhatANodeKnowsIsMarkedAndStandsStill() throws IOException {
        List<NodeView> nodes = List.of(
                NodeView.silent("n2", "10.1.0.2:7400", "no answer in time"),
                NodeView.silent("n3", "10.1.0.3:7400", "connection refused"),
                NodeView.answered(Scene.status("n1", NodeRole.NODE_ROLE_CANDIDATE, 1200), "10.1.0.1:7400"));
        Source source = Source.stale("n1", Scene.READ, "no quorum could be asked (n1: answers, but knows no leader)");

        List<String> later = paint(Scene.reading(nodes, Scene.listing(source), Optional.empty()), LIST, 60_000, 80, 24);

        GoldenScreens.assertMatches("no-quorum", later);
        assertThat(later).anyMatch(line -> line.matches(".*a-well +held +app-1 +1m 50s .*"));
    }

    @Test
    void whenNoNodeAnswersWhatWasReadBeforeIsMarked() throws IOException {
        List<NodeView> nodes = List.of(NodeView.silent("", "10.1.0.1:7400", "connection refused"));
        Source source = Source.current("n1", Scene.READ).keptFor("no node answers");

        GoldenScreens.assertMatches(
                "no-answer",
                paint(Scene.reading(nodes, Scene.listing(source), Optional.empty()), LIST, 23_000, 80, 24));
    }

    @Test
    void beforeAnythingWasReadItSaysSo() {
        assertThat(paint(Reading.none(Scene.READ), LIST, 0, 80, 5))
                .containsExactly(
                        "12:10:00 Asking the nodes...",
                        "Nothing to show yet: nothing was read yet.",
                        "",
                        "",
                        "? help  q quit  Enter open  / filter  s order  r reverse");
    }

    @Test
    void countdownsGoOnBetweenReadingsAndAlarmNobody() {
        assertThat(paint(Scene.reading(), LIST, 20_000, 80, 24))
                .anyMatch(line -> line.matches(".*a-well +held +app-1 +1m 30s .*"));
        assertThat(paint(Scene.reading(), LIST, 45_000, 80, 24))
                .anyMatch(line -> line.matches(".*a-well +held +app-1 +1m 5s .*"));
        assertThat(paint(Scene.reading(), LIST, 500_000, 80, 24))
                .anyMatch(line -> line.matches(".*a-well +held +app-1 +0ms .*"));
    }

    @Test
    void aPoolHasEveryTroubleThatItHas() {
        Pool pool = Scene.pool("orders").toBuilder()
                .setPaused(true)
                .setSuccessors(0)
                .setRecentLosses(7)
                .build();

        assertThat(Diagnosis.of(pool, pool, Scene.READ.wall()).sentence())
                .isEqualTo("no successor; paused; flapping, 7 losses in 10m");
        assertThat(Diagnosis.of(Scene.pool("orders"), Scene.pool("orders"), Scene.READ.wall())
                        .sentence())
                .isEqualTo("held");
    }

    @Test
    void theFilterLooksAtPoolsAndPrimaries() {
        assertThat(names(LIST.filtering("QUIET", false))).containsExactly("j-quiet");
        assertThat(names(LIST.filtering("app-1", false))).hasSize(7).doesNotContain("d-vacant");
        assertThat(paint(Scene.reading(), LIST.filtering("nothing", true), 0, 80, 24))
                .contains("0 of 11 pools with 'nothing' by trouble.", "Filter: nothing_  Enter keep  Esc drop");
    }

    @Test
    void theOrderIsTheOneThatWasChosen() {
        assertThat(names(LIST))
                .startsWith("d-vacant", "f-claimed", "j-quiet", "g-awaiting", "k-young", "i-silent")
                .endsWith("a-well");
        assertThat(names(LIST.sorted(Order.NAME, true))).startsWith("k-young").endsWith("a-well");
        assertThat(names(LIST.sorted(Order.LEASE, false)))
                .startsWith("i-silent")
                .endsWith("k-young");
        assertThat(names(LIST.sorted(Order.CHANGE, false))).startsWith("a-well").endsWith("k-young");
    }

    @Test
    void theSelectedPoolIsOnTheScreenHoweverManyThereAre() {
        List<Pool> pools = IntStream.range(0, 10_000)
                .mapToObj(number -> Scene.pool("pool-%05d".formatted(number)))
                .toList();
        Reading reading = Scene.reading(
                Scene.nodes(), new Listing(pools, true, Source.current("n1", Scene.READ)), Optional.empty());

        List<String> lines = paint(reading, LIST.selecting("pool-07777"), 0, 80, 24);

        assertThat(lines).anyMatch(line -> line.startsWith("> pool-07777"));
        assertThat(lines)
                .contains("the first 10000 pools by trouble: 10000 held.")
                .hasSize(24);
    }

    @Test
    void nothingIsEverWiderOrHigherThanTheTerminal() {
        Reading reading = Scene.reading(
                Scene.nodes(),
                Scene.listing(Source.current("n1", Scene.READ)),
                Optional.of(Scene.detail(Source.current("n1", Scene.READ))));
        for (View view : List.of(LIST, OPEN, LIST.withHelp(true), LIST.filtering("x".repeat(90), true))) {
            for (int columns = 40; columns <= 200; columns += 7) {
                for (int rows = 1; rows <= 50; rows += 3) {
                    List<String> lines = paint(reading, view, 1_500, columns, rows);
                    int widest = columns;
                    assertThat(lines).hasSize(rows).allMatch(line -> line.length() <= widest);
                }
            }
        }
    }

    @Test
    void coloursAreThereWhenTheyAreWantedOnly() {
        Canvas coloured = new Canvas(80, 24, true);
        List<String> lines =
                painter.paint(Scene.reading(), LIST, Scene.after(0), coloured).lines();

        assertThat(lines).anyMatch(line -> line.contains("\u001b[31mno primary\u001b[0m"));
        assertThat(lines).anyMatch(line -> line.contains("\u001b[31munreachable\u001b[0m"));
        assertThat(paint(Scene.reading(), LIST, 0, 80, 24)).noneMatch(line -> line.contains("\u001b"));
    }

    @Test
    void whatInstancesSayReachesTheTerminalWithoutControlCharacters() {
        Pool hostile = Scene.pool("orders").toBuilder()
                .setPrimary(Scene.pool("orders").getPrimary().toBuilder().setAddress("a\u001b[2Jb"))
                .build();
        Detail detail = new Detail(
                "orders",
                Optional.of(hostile),
                List.of(),
                false,
                List.of(Samples.GRANT),
                Source.current("n1", Scene.READ));

        assertThat(paint(
                        Scene.reading(Scene.nodes(), Scene.listing(detail.source()), Optional.of(detail)),
                        OPEN,
                        0,
                        80,
                        40))
                .anyMatch(line -> line.endsWith("a?[2Jb"));
    }

    @Test
    void ratesAreOfOneNodeByItsOwnClock() {
        NodeView before = node(100, 500, 10_000);
        assertThat(Rates.between(List.of(before), List.of(node(150, 1500, 12_000))))
                .contains(new Rates("n1", Optional.of(500.0), 25.0));
        assertThat(Rates.between(List.of(before), List.of(node(90, 0, 1_000)))).isEmpty();
        assertThat(Rates.between(List.of(node(100, 0, 10_000)), List.of(node(110, 0, 12_000))))
                .contains(new Rates("n1", Optional.empty(), 5.0));
        assertThat(Rates.between(List.of(), List.of(before))).isEmpty();
    }

    private static NodeView node(long applied, long checkIns, long uptime) {
        return NodeView.answered(
                Scene.status("n1", NodeRole.NODE_ROLE_LEADER, applied).toBuilder()
                        .setCheckInsApplied(checkIns)
                        .setUptimeMs(uptime)
                        .build(),
                "10.1.0.1:7400");
    }

    private List<String> names(View view) {
        return painter.paint(Scene.reading(), view, Scene.after(0), new Canvas(80, 24, false))
                .names();
    }

    private List<String> paint(Reading reading, View view, long later, int columns, int rows) {
        return painter.paint(reading, view, Scene.after(later), new Canvas(columns, rows, false))
                .lines();
    }
}
