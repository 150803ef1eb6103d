package dev.coordinator.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.coordinator.v1.CandidateVerdict;
import dev.coordinator.v1.ChangeKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The web console for every eye, ear and screen. */
final class ConsoleLooksIT {

    private static final String LONG = "a-name-that-is-longer-than-any-screen-is-wide/" + "x".repeat(60);

    /** What a person does something with. */
    private static final Set<String> OPERATED =
            Set.of("button", "link", "textbox", "searchbox", "combobox", "checkbox", "grid");

    /** The least contrast of texts that the Web Content Accessibility Guidelines ask for at level AA is 4.5. */
    private static final String CONTRAST = """
            const style = getComputedStyle(document.documentElement);
            const probe = document.createElement('i');
            document.body.append(probe);
            const light = (name) => {
              probe.style.color = style.getPropertyValue(name);
              const parts = getComputedStyle(probe).color.match(/[0-9.]+/g).slice(0, 3).map((part) => {
                const value = Number(part) / 255;
                return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
              });
              return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
            };
            const low = [];
            const pairs = [['--on-action', '--action'], ['--bad', '--bad-ground']];
            for (const text of ['--text', '--faint', '--link', '--good', '--doubtful', '--bad']) {
              for (const ground of ['--ground', '--raised', '--selected']) pairs.push([text, ground]);
            }
            for (const [text, ground] of pairs) {
              const [one, other] = [light(text), light(ground)].sort((a, b) => b - a);
              if (!((one + 0.05) / (other + 0.05) >= 4.5)) low.push(text + ' on ' + ground);
            }
            probe.remove();
            return low;
            """;

    @TempDir
    static Path folder;

    private static DevNode node;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        node = DevNode.start(folder);
        browser = Browser.open(folder);
        await().atMost(Browser.PATIENCE).until(node::isReady);
        for (String pool : List.of("demo", LONG)) {
            for (String instance : List.of("a", LONG)) {
                String path = "/v1/pools/" + pool.replace("/", "%2F") + "/instances/" + instance.replace("/", "%2F");
                node.does("POST", path + ":checkIn", "{\"address\": \"%s:80\"}".formatted("h".repeat(200)));
                node.does("POST", path + ":cordon", "{\"comment\": \"%s\"}".formatted("why".repeat(80)));
            }
        }
    }

    @AfterAll
    static void stop() throws Exception {
        browser.close();
        node.close();
    }

    @AfterEach
    void nothingWasComplainedOf() throws Exception {
        assertThat(browser.log()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void textsStandOutFromTheirGround(String scheme) throws Exception {
        browser.looks(scheme);
        open("/#/pools");

        assertThat(browser.run(CONTRAST).getAsJsonArray()).isEmpty();
    }

    @Test
    void aChosenLookOutweighsTheSystems() throws Exception {
        browser.looks("dark");
        open("/#/pools");
        String dark = ground();
        browser.press("t");
        browser.awaitText("#theme", "light");
        String light = ground();
        browser.looks("light");
        browser.press("t");
        browser.awaitText("#theme", "dark");

        assertThat(ground()).isEqualTo(dark).isNotEqualTo(light);
        browser.press("t");
        browser.awaitText("#theme", "system");
        assertThat(ground()).isEqualTo(light);
    }

    private static String ground() throws Exception {
        return browser.run("return getComputedStyle(document.body).backgroundColor")
                .getAsString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/#/pools", "/#/pools/demo", "/#/cluster"})
    void aNarrowScreenShowsEverythingWithinItsWidth(String place) throws Exception {
        browser.resize(360, 740);
        open(place);
        browser.awaitThat("document.querySelector('.canvas .row, .instances tbody, .cluster table')");

        assertThat(browser.run("return [...document.querySelectorAll('html, main, .grid, .wide')]"
                                + ".filter((each) => each.scrollWidth > each.clientWidth)"
                                + ".map((each) => each.className + ' ' + each.scrollWidth)")
                        .getAsJsonArray())
                .isEmpty();
        browser.resize(1280, 800);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/#/pools", "/#/pools/demo", "/#/cluster"})
    void whateverIsOperatedHasAName(String place) throws Exception {
        open(place);
        browser.awaitThat("document.querySelector('.canvas .row, .instances tbody, .cluster table')");
        if (place.endsWith("demo")) {
            browser.click("[data-action=pause]");
        }

        List<String> nameless = new ArrayList<>();
        List<String> roles = new ArrayList<>();
        browser.devtools("Accessibility.getFullAXTree", "{}")
                .getAsJsonObject()
                .getAsJsonArray("nodes")
                .forEach(each -> {
                    String role = value(each, "role");
                    roles.add(role);
                    if (OPERATED.contains(role) && value(each, "name").isBlank()) {
                        nameless.add(each.toString());
                    }
                });

        assertThat(nameless).isEmpty();
        assertThat(roles)
                .contains(
                        place.endsWith("demo")
                                ? List.of("dialog", "textbox").toArray(String[]::new)
                                : new String[] {"banner", "navigation", "main", "columnheader"});
    }

    private static String value(JsonElement node, String property) {
        JsonObject holder = node.getAsJsonObject().getAsJsonObject(property);
        return holder == null || !holder.has("value") ? "" : holder.get("value").getAsString();
    }

    @Test
    void everythingThatIsDecidedHasItsWords() throws Exception {
        open("/#/pools");
        List<String> kinds = Arrays.stream(ChangeKind.values())
                .filter(kind -> kind != ChangeKind.UNRECOGNIZED && kind.getNumber() != 0)
                .map(Enum::name)
                .toList();
        List<String> verdicts = Arrays.stream(CandidateVerdict.values())
                .filter(verdict -> verdict != CandidateVerdict.UNRECOGNIZED && verdict.getNumber() != 0)
                .map(Enum::name)
                .toList();

        assertThat(browser.run("""
                        return Promise.all([import('/console/change-text.js'), import('/console/explain-text.js')])
                          .then(([change, explain]) => [
                            ...%s.map((kind) => change.sentence({ kind, cause: '', from: 'a', to: 'b', epoch: '1', vacantForMs: '0' })),
                            ...%s.map((verdict) => explain.why(verdict)),
                          ])""".formatted(quoted(kinds), quoted(verdicts))).getAsJsonArray())
                .hasSize(kinds.size() + verdicts.size())
                .allSatisfy(
                        words -> assertThat(words.getAsString()).isNotBlank().doesNotContain("doesn't know"));
    }

    private static String quoted(List<String> names) {
        return names.stream().map(Browser::quoted).toList().toString();
    }

    @Test
    void durationsAreWrittenAsEverywhere() throws Exception {
        open("/#/pools");

        assertThat(browser.run("""
                        return import('/console/durations.js').then(({ exact, rough, roughAtMost, parse }) => [
                          exact(0), exact(500), exact(1500), exact(3661500), exact(604800000), rough(92999), rough(9999), rough(3725000),
                          rough(90061000), roughAtMost(92001), roughAtMost(9901), parse('1h30m'), parse('1.5s'), parse('a while'), parse('0s'),
                        ].map(String).join())""").getAsString())
                .isEqualTo("0ms,500ms,1.5s,1h 1m 1.5s,7d,1m 32s,9.9s,1h 2m,1d 1h,1m 33s,10s,5400000,1500,null,null");
    }

    private static void open(String place) throws Exception {
        browser.go("about:blank");
        browser.go(node.url() + place);
        browser.awaitThat("document.getElementById('liveness').textContent === 'Live'");
    }
}
