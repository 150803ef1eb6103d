package dev.coordinator.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The web console in a real browser: what is seen, and that it stays so. */
final class ConsoleIT {

    private static final String ENTER = "\uE007";
    private static final String ESCAPE = "\uE00C";
    private static final String TAB = "\uE004";
    private static final String DOWN = "\uE015";

    private static final String ROWS = "[...document.querySelectorAll('.canvas .row')]";
    private static final String HOSTILE = "<img src=x onerror=\"window.hacked=1\">";

    @TempDir
    static Path folder;

    private static DevNode node;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        node = DevNode.start(folder);
        browser = Browser.open(folder);
        await().atMost(Browser.PATIENCE).until(node::isReady);
        checkIn("accounts", "a", "{}");
        checkIn("accounts", "b", "{}");
        checkIn("invoices", "app-1", "{}");
        checkIn("orphan", "a", "{\"release\": true}");
        node.does("POST", "/v1/pools/orphan:pause", "{\"comment\": \"none\"}");
    }

    @AfterAll
    static void stop() throws Exception {
        try (DevNode stopped = node;
                Browser closed = browser) {
            assertThat(stopped).isNotNull();
            assertThat(closed).isNotNull();
        }
    }

    @BeforeEach
    void open() throws Exception {
        browser.resize(1280, 800);
        browser.looks("light");
        browser.go("about:blank");
        browser.go(node.url() + "/");
        browser.awaitThat("document.getElementById('liveness').textContent === 'Live' && " + ROWS + ".length >= 3");
    }

    @AfterEach
    void nothingWasComplainedOf() throws Exception {
        assertThat(browser.log()).isEmpty();
    }

    @Test
    void poolsAreShownWithTheTroubledOnesFirst() throws Exception {
        assertThat(browser.text("#row-0")).contains("orphan", "no primary");
        assertThat(browser.text("#row-1")).contains("no successor");
        assertThat(browser.holds(inOrder() + ".indexOf('invoices') < " + inOrder() + ".indexOf('accounts')"))
                .isTrue();
        assertThat(browser.text("#summary")).contains("by trouble", "1 no primary");
    }

    @Test
    void searchingShowsWhatMatches() throws Exception {
        browser.press("/");
        browser.press("o", "i", "c");

        browser.awaitThat(inOrder() + ".join() === 'invoices'");
        assertThat(browser.text("#summary")).contains("1 of ", "with “oic”");

        browser.press(ESCAPE);
        browser.awaitThat(ROWS + ".length >= 3");
    }

    /** Nothing reads the list anew here, so it is the watch that tells. */
    @Test
    void aChangeOfThePrimaryIsShownAsItIsDecided() throws Exception {
        checkIn("moving", "a", "{}");
        checkIn("moving", "b", "{}");
        browser.awaitThat(row("moving") + " && " + row("moving") + ".innerText.includes('held')");
        browser.devtools("Network.enable", "{}");
        browser.devtools("Network.setBlockedURLs", "{\"urls\": [\"*/v1/pools?*\"]}");

        checkIn("moving", "a", "{\"release\": true}");
        browser.awaitThat(row("moving") + ".innerText.includes('awaiting b')");
        checkIn("moving", "b", "{}");
        browser.awaitThat(row("moving") + ".querySelector('.primary').textContent === 'b'");

        browser.devtools("Network.setBlockedURLs", "{\"urls\": []}");
        browser.log(); // It says that the readings were blocked.
    }

    @Test
    void onePoolIsShownWithAllThatExplainsIt() throws Exception {
        checkIn("one", "a", "{\"address\": \"10.0.0.1:80\", \"labels\": {\"zone\": \"x\"}}");
        checkIn("one", "b", "{\"priority\": 3}");

        browser.go(node.url() + "/#/pools/one");

        browser.awaitText(".instances tbody", "10.0.0.1:80");
        browser.awaitText(".explain", "If a died now, b would be primary within");
        browser.awaitText(".changes", "a is primary, epoch");
        assertThat(browser.text("article")).contains("check-in-interval", "zone=x", "of the lease left");

        checkIn("one", "a", "{\"release\": true}");
        checkIn("one", "b", "{}");
        browser.awaitText(".lease", "b is primary");
        browser.awaitText(".changes", "b is primary, epoch");
        browser.awaitText("#announcements", "b is primary");
    }

    /** It goes by what the server said is left, and by no wall clock: that of the browser may say anything. */
    @Test
    void countdownsGoByNoWallClock() throws Exception {
        checkIn("counting", "a", "{}");
        browser.devtools(
                "Page.addScriptToEvaluateOnNewDocument",
                "{\"source\": \"const right = Date.now; Date.now = () => right() + 9e8;\"}");
        browser.go("about:blank");
        browser.go(node.url() + "/#/pools/counting");

        browser.awaitText(".lease", "of the lease left");
        assertThat(browser.text(".lease")).containsPattern("1m [45]\\ds of the lease left");
        String first = browser.text(".lease");
        browser.awaitThat("document.querySelector('.lease').innerText !== " + Browser.quoted(first));
        browser.go("about:blank");
    }

    @Test
    void theClusterIsShown() throws Exception {
        browser.go(node.url() + "/#/cluster");

        browser.awaitText(".cluster .state", "dev leads in term");
        assertThat(browser.text(".cluster")).contains("leader", "Log writes", "Cluster time");
    }

    @Test
    void whatTheClusterSaysIsTextAndNothingElse() throws Exception {
        String quoted = Browser.quoted(HOSTILE);
        checkIn(
                "hostile",
                "a",
                "{\"address\": %s, \"labels\": {\"zone\": %s}, \"info\": {\"x\": %s}}"
                        .formatted(quoted, quoted, quoted));
        checkIn("hostile", "b", "{\"electable\": false, \"unelectableReason\": %s}".formatted(quoted));
        node.does(
                "POST",
                "/v1/pools/hostile/instances/b:cordon",
                "{\"comment\": %s, \"requestedBy\": \"\u202egnorw\"}".formatted(quoted));

        browser.go(node.url() + "/#/pools/hostile");

        browser.awaitText(".changes", HOSTILE);
        assertThat(browser.text(".instances")).contains(HOSTILE, "?gnorw");
        browser.go(node.url() + "/#/pools/" + "%3Cimg%20src%3Dx%20onerror%3D%22window.hacked%3D1%22%3E");
        browser.awaitText("h1", HOSTILE);
        browser.awaitText(".state", "There is no such pool.");
        browser.log(); // It says that the node refused such a name.
        assertThat(browser.holds("document.querySelector('img, main script, main iframe')"))
                .isFalse();
        assertThat(browser.holds("'hacked' in window")).isFalse();
    }

    @Test
    void noTextCanBecomeMarkup() throws Exception {
        assertThat(browser.run(
                                "try { document.body.innerHTML = '<b>x</b>'; return 'markup' } catch (e) { return e.name }")
                        .getAsString())
                .isEqualTo("TypeError");
        assertThat(browser.log()).singleElement().asString().contains("TrustedHTML");
    }

    @Test
    void everythingIsReachedByTheKeyboard() throws Exception {
        browser.press("/");
        browser.press("a", "c", "c", "o", "u", ENTER);
        browser.awaitThat("document.activeElement.getAttribute('role') === 'grid'");
        browser.press(DOWN, ENTER);
        browser.awaitText("h1", "accounts");
        browser.awaitThat("document.querySelector('[data-action=switchOver]')");
        pressUntil(TAB, "document.activeElement.dataset.action === 'switchOver'");
        browser.press(ENTER);
        browser.awaitText("dialog", "a would be asked to stop; b would follow.");
        browser.press(ESCAPE);
        browser.awaitThat("!document.querySelector('dialog')");
        browser.awaitThat("document.activeElement.dataset.action === 'switchOver'");

        browser.press("?");
        browser.awaitText("dialog", "Searches the pools.");
        browser.press(ESCAPE);
        browser.awaitThat("!document.querySelector('dialog')");
        browser.press("c");
        browser.awaitText("h1", "Cluster");
        browser.goBack();
        browser.awaitText("h1", "accounts");
        browser.press(ESCAPE);
        browser.awaitText("h1", "Pools");
    }

    private static void pressUntil(String key, String condition) throws Exception {
        for (int presses = 0; presses < 20 && !browser.holds(condition); presses++) {
            browser.press(key);
        }
        assertThat(browser.holds(condition)).as(condition).isTrue();
    }

    private static String row(String pool) {
        return ROWS + ".find((row) => row.dataset.name === '" + pool + "')";
    }

    /** The names as they are seen, from above. */
    private static String inOrder() {
        return ROWS + ".sort((one, other) => one.ariaRowIndex - other.ariaRowIndex).map((row) => row.dataset.name)";
    }

    private static void checkIn(String pool, String instance, String body) throws Exception {
        node.does("POST", "/v1/pools/" + pool + "/instances/" + instance + ":checkIn", body);
    }
}
