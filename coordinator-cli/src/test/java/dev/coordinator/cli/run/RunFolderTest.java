package dev.coordinator.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coordinator.client.Incarnation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    @TempDir
    private Path root;

    private final List<String> told = new ArrayList<>();

    @Test
    void aRunNamesThoseSinceTheLastThatWasAnswered() {
        Incarnation first = enterOnly();
        Incarnation second = enterOnly();
        Incarnation third = enterAndSeat();
        Incarnation fourth = enterOnly();

        assertThat(first.supersedes()).isEmpty();
        assertThat(second.supersedes()).containsExactly(first.number());
        assertThat(third.supersedes()).containsExactly(first.number(), second.number());
        assertThat(fourth.supersedes()).containsExactly(third.number());
        assertThat(told).isEmpty();
    }

    @Test
    void ofTooManyTheFirstAndTheLatestAreNamed() {
        Incarnation answered = enterAndSeat();
        List<Long> unanswered = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            unanswered.add(enterOnly().number());
        }

        List<Long> named = enterOnly().supersedes();

        assertThat(named).hasSize(Incarnation.MOST_SUPERSEDED).startsWith(answered.number());
        assertThat(named.subList(1, 16)).isEqualTo(unanswered.subList(5, 20));
    }

    @Test
    void eachInstanceOfEachPoolHasItsOwn() throws IOException {
        String longest = "..".repeat(126) + ".";
        try (RunFolder one = open("a/b", "c", "here");
                RunFolder other = open("a", "b/c", "here");
                RunFolder dots = open(longest, ".".repeat(128), "here")) {
            assertThat(Stream.of(one, other, dots).map(each -> each.enter().supersedes()))
                    .containsOnly(List.of());
        }
        try (Stream<Path> folders = Files.list(root)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrder("a+b.d", "a.d", longest + ".d");
        }
    }

    @Test
    void onAnotherHostNothingIsKnown() {
        enterAndSeat();

        try (RunFolder elsewhere = open("orders", "app-1", "there")) {
            assertThat(elsewhere.enter().supersedes()).isEmpty();
        }
        assertThat(told).singleElement().asString().contains("was written on another host (here)");
    }

    @Test
    void whereverAStateFileIsTornNothingIsCertified() throws IOException {
        enterAndSeat();
        String whole = Files.readString(state());

        for (int length = 0; length < whole.length(); length++) {
            told.clear();
            Files.writeString(state(), whole.substring(0, length));
            try (RunFolder folder = open("orders", "app-1", "here")) {
                assertThat(folder.enter().supersedes())
                        .as("%d of %s", length, whole)
                        .isEmpty();
            }
            assertThat(told).singleElement().asString().startsWith(state() + " is torn");
        }
    }

    @Test
    void aChangedDigitIsNoticed() throws IOException {
        Incarnation run = enterAndSeat();
        String number = Long.toUnsignedString(run.number());
        String changed = number.substring(1) + number.charAt(0) + "1";
        Files.writeString(state(), Files.readString(state()).replace(number, changed));

        assertThat(enterOnly().supersedes()).isEmpty();
        assertThat(told).hasSize(1);
    }

    @Test
    void whatIsNotOursIsLeftAlone() throws IOException {
        enterAndSeat();
        String another = Files.readString(state()).replace("pool orders", "pool others");
        for (String foreign : List.of("precious\n", "coordctl run, state 2\n")) {
            Files.writeString(state(), foreign);

            assertThatThrownBy(() -> open("orders", "app-1", "here"))
                    .isInstanceOf(RunRefused.class)
                    .hasMessageStartingWith(state() + " is not this instance's: it is not a state file of this release")
                    .hasMessageEndingWith("It is left alone; move it away, or name another --state-dir.");
            assertThat(state()).hasContent(foreign);
        }
        Files.writeString(state(), another);
        assertThat(enterOnly().supersedes()).isEmpty(); // Its sum is wrong: torn.
        Files.move(state(), root.resolve("elsewhere"));
        try (RunFolder other = open("others", "app-1", "here")) {
            other.enter();
        }
        Files.copy(root.resolve("others.d/app-1.state"), state());
        assertThatThrownBy(() -> open("orders", "app-1", "here")).hasMessageContaining("it belongs to app-1 of others");
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.createFile(root.resolve("file"));

        assertThatThrownBy(() -> RunFolder.open(file, "orders", "app-1", "here", told::add))
                .isInstanceOf(RunRefused.class)
                .hasMessageStartingWith("Can't use the state folder " + file);
    }

    private Path state() {
        return root.resolve("orders.d/app-1.state");
    }

    private Incarnation enterOnly() {
        try (RunFolder folder = open("orders", "app-1", "here")) {
            return folder.enter();
        }
    }

    private Incarnation enterAndSeat() {
        try (RunFolder folder = open("orders", "app-1", "here")) {
            Incarnation run = folder.enter();
            folder.seated(run);
            return run;
        }
    }

    private RunFolder open(String pool, String instance, String host) {
        return RunFolder.open(root, pool, instance, host, told::add);
    }
}
