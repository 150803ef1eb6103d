package dev.coordinator.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does in the web console, and what it shows when its node is gone. */
final class ConsoleActionsIT {

    /** Answers like a node that wants a token, and knows this one. */
    private static final String WANTS_A_TOKEN = """
            const real = window.fetch;
            window.fetch = (url, request) => {
              window.asked = (window.asked || []).concat(String(url));
              if (request.headers.Authorization === 'Bearer right') {
                const { Authorization, ...others } = request.headers;
                return real(url, { ...request, headers: others });
              }
              const body = JSON.stringify({ code: 16, message: 'this token is not known here', details: [] });
              return Promise.resolve(new Response(body, { status: 401 }));
            };
            """;

    @TempDir
    Path folder;

    private DevNode node;
    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        node = DevNode.start(folder);
        browser = Browser.open(folder);
        await().atMost(Browser.PATIENCE).until(node::isReady);
        checkIn("a", "{}");
        checkIn("b", "{}");
        checkIn("c", "{\"electable\": false, \"unelectableReason\": \"disk full\"}");
    }

    @AfterEach
    void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
        node.close();
    }

    @Test
    void aSwitchoverIsAskedForAndFollowedToItsEnd() throws Exception {
        open("/#/pools/demo");

        browser.click("[data-action=switchOver]");
        browser.awaitText("#effect", "a would be asked to stop; b would follow.");
        assertThat(browser.text("#effect")).contains("If it hadn't stopped 1m after it was told, it would stay.");
        browser.click("dialog option[value=b]");
        browser.click("dialog button.primary"); // Not without a reason.
        assertThat(browser.holds("document.querySelector('dialog input[name=reason]:invalid')"))
                .isTrue();
        browser.type("dialog input[name=reason]", "new kernel");
        browser.type("dialog input[name=author]", "alice");
        browser.click("dialog button.primary");

        browser.awaitText(".notice", "a is asked to stop; b is to follow.");
        browser.awaitText(".state", "draining for b");
        checkIn("a", "{\"release\": true}");
        checkIn("b", "{}");
        browser.awaitText(".notice", "b is primary of demo, epoch 2. The pool was without a primary for");
        browser.awaitText(".changes", "by alice by the console from 127.0.0.1: new kernel");
        browser.awaitText(".lease", "b is primary");
        assertThat(browser.log()).isEmpty();
    }

    @Test
    void whoCanNotFollowIsNotToBeChosen() throws Exception {
        open("/#/pools/demo");

        browser.click("[data-action=switchOver]");

        browser.awaitText("dialog select", "c, which says that it must not be primary");
        assertThat(browser.holds("document.querySelector('dialog option[value=c]').disabled"))
                .isTrue();
    }

    /** One that was made anew under a finger would not be pressed. */
    @Test
    void aButtonStaysWhileThePoolIsReadAgain() throws Exception {
        open("/#/pools/demo");
        browser.awaitThat("document.querySelector('[data-action=switchOver]')");
        browser.run(
                "window.kept = [...document.querySelectorAll('[data-action]')]; performance.clearResourceTimings()");

        browser.awaitThat(
                "performance.getEntriesByType('resource').filter((each) => each.name.includes(':explain')).length"
                        + " > 2");

        assertThat(browser.holds("kept.length > 3 && kept.every((each) => each.isConnected)"))
                .isTrue();
    }

    @Test
    void aPauseHoldsForAsLongAsItIsSaid() throws Exception {
        open("/#/pools/demo");
        browser.click("[data-action=pause]");
        browser.awaitText("#effect", "a would stay primary");
        browser.type("dialog input[name=length]", "a while");
        browser.type("dialog input[name=reason]", "network");
        browser.click("dialog button.primary");
        browser.awaitText("dialog .trouble", "“a while” is not a duration");
        browser.run("document.querySelector('dialog input[name=length]').value = '30m'");
        browser.click("dialog button.primary");

        browser.awaitText(".notice", "demo is paused for 30m. a stays primary");
        browser.awaitText(".state", "paused for 30m");

        browser.click("[data-action=resume]");
        browser.type("dialog input[name=reason]", "network works");
        browser.click("dialog button.primary");
        browser.awaitText(".notice", "demo moves by itself again. a is primary.");
        browser.awaitText(".state", "held");
    }

    @Test
    void aCordonOfThePrimarySaysWhatComesOfIt() throws Exception {
        open("/#/pools/demo");

        browser.click("[data-action='cordon a']");
        browser.awaitText("#effect", "It is primary. It would be asked to stop");
        assertThat(browser.text("#effect")).contains("Then b would follow.");
        browser.type("dialog input[name=reason]", "disk swap");
        browser.click("dialog button.primary");

        browser.awaitText(".notice", "It is, so it is asked to stop, and its lease is not renewed any more.");
        browser.awaitText("[data-instance=a]", "cordoned by the console from 127.0.0.1: disk swap; until it is ended");
        browser.click("[data-action='uncordon a']");
        browser.type("dialog input[name=reason]", "done");
        browser.click("dialog button.primary");
        browser.awaitText(".notice", "a may be primary again, as far as operators go.");
    }

    @Test
    void aRefusalIsShownAsTheNodeSaysIt() throws Exception {
        open("/#/pools/demo");
        browser.click("[data-action=switchOver]");
        browser.awaitText("#effect", "b would follow");
        browser.type("dialog input[name=reason]", "too late");
        checkIn("b", "{\"electable\": false}");

        browser.click("dialog button.primary");

        browser.awaitText("dialog .trouble", "no other instance is live, electable and not cordoned");
    }

    @Test
    void whatWasKnownStaysWhenTheNodeIsGone() throws Exception {
        open("/#/pools");
        browser.awaitText("#row-0", "demo");

        node.close();
        browser.awaitText("#stale", "STALE: read");
        assertThat(browser.text("#stale")).contains("the node doesn't answer", "Countdowns are stopped.");
        assertThat(browser.text("#row-0")).contains("demo");
        browser.awaitText("#announcements", "What is shown is stale");
        String stopped = browser.text("#row-0 .lease");
        browser.awaitThat("!document.getElementById('stale-text').innerText.includes('less than 1s')");
        assertThat(browser.text("#row-0 .lease")).isEqualTo(stopped);

        node.startAgain();
        browser.awaitThat("document.getElementById('stale').hidden");
        browser.awaitText("#liveness", "Live");
        checkIn("later", "x", "{}");
        browser.awaitText(".canvas", "later");
    }

    @Test
    void whoSignsInIsHeardAndTheTokenIsInNoAddress() throws Exception {
        browser.devtools(
                "Page.addScriptToEvaluateOnNewDocument", "{\"source\": " + Browser.quoted(WANTS_A_TOKEN) + "}");
        browser.go(node.url() + "/#/pools");
        browser.awaitText("#stale", "sign in to see it");

        browser.click("#stale-sign-in");
        assertThat(browser.holds("document.querySelector('dialog input[name=token]').type === 'password'"))
                .isTrue();
        browser.type("dialog input[name=token]", "wrong");
        browser.click("dialog button.primary");
        browser.awaitText("dialog .trouble", "this token is not known here");
        browser.run("document.querySelector('dialog input[name=token]').value = ''");
        browser.type("dialog input[name=token]", "right");
        browser.click("dialog button.primary");

        browser.awaitText("#row-0", "demo");
        browser.awaitText("#liveness", "Live");
        assertThat(browser.holds("window.asked.some((url) => url.includes('right') || url.includes('wrong'))"))
                .isFalse();
        assertThat(browser.holds("JSON.stringify({ ...localStorage }).includes('right')"))
                .isFalse();
        browser.click("#account");
        browser.awaitText("#stale", "sign in to see it");
    }

    private void open(String place) throws Exception {
        browser.go(node.url() + place);
        browser.awaitThat("document.getElementById('liveness').textContent === 'Live'");
    }

    private void checkIn(String instance, String body) throws Exception {
        checkIn("demo", instance, body);
    }

    private void checkIn(String pool, String instance, String body) throws Exception {
        node.does("POST", "/v1/pools/" + pool + "/instances/" + instance + ":checkIn", body);
    }
}
