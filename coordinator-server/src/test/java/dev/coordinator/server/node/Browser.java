package dev.coordinator.server.node;

import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.coordinator.server.Installed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A real Chromium without a screen, driven by its own driver in the words of W3C WebDriver. All that it writes goes below one
 * folder, and none of its processes outlives it.
 */
final class Browser implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path folder;
    private final Process driver;
    private final List<ProcessHandle> started = new ArrayList<>();
    private String session = "";

    private Browser(Path folder, Process driver) {
        this.folder = folder;
        this.driver = driver;
    }

    /** @param folder for its profile and whatever else it writes */
    static Browser open(Path folder) throws IOException, InterruptedException {
        Path home = Files.createDirectories(folder.resolve("browser"));
        ProcessBuilder builder = new ProcessBuilder(installed("chromedriver").toString(), "--port=0")
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("driver.log").toFile());
        for (String place : List.of("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")) {
            builder.environment().put(place, home.toString());
        }
        Browser browser = new Browser(home, builder.start());
        try {
            browser.begin();
            return browser;
        } catch (IOException | InterruptedException | RuntimeException failed) {
            browser.close();
            throw failed;
        }
    }

    private static Path installed(String program) {
        return Installed.find(program)
                .orElseThrow(() -> new IllegalStateException(program + " is not installed; .ci/run installs it"));
    }

    private void begin() throws IOException, InterruptedException {
        String port =
                await().atMost(PATIENCE).until(this::port, Optional::isPresent).orElseThrow();
        session = "http://127.0.0.1:" + port + "/session";
        JsonArray arguments = new JsonArray();
        arguments.add("--headless=new");
        arguments.add("--disable-gpu");
        arguments.add("--disable-dev-shm-usage");
        arguments.add("--user-data-dir=" + folder.resolve("profile"));
        if ("root".equals(System.getProperty("user.name"))) {
            arguments.add("--no-sandbox");
        }
        JsonObject options = new JsonObject();
        options.add("args", arguments);
        options.addProperty("binary", installed("chromium").toString());
        JsonObject logs = new JsonObject();
        logs.addProperty("browser", "ALL");
        JsonObject wanted = new JsonObject();
        wanted.addProperty("browserName", "chrome");
        wanted.add("goog:chromeOptions", options);
        wanted.add("goog:loggingPrefs", logs);
        JsonObject always = new JsonObject();
        always.add("alwaysMatch", wanted);
        JsonObject capabilities = new JsonObject();
        capabilities.add("capabilities", always);
        String id = send("POST", "", capabilities)
                .getAsJsonObject()
                .get("sessionId")
                .getAsString();
        session += "/" + id;
        driver.descendants().forEach(started::add);
        resize(1280, 800);
    }

    private Optional<String> port() throws IOException {
        Matcher said = STARTED.matcher(Files.readString(folder.resolve("driver.log")));
        return said.find() ? Optional.of(said.group(1)) : Optional.empty();
    }

    void go(String url) throws IOException, InterruptedException {
        JsonObject body = new JsonObject();
        body.addProperty("url", url);
        send("POST", "/url", body);
    }

    void goBack() throws IOException, InterruptedException {
        send("POST", "/back", new JsonObject());
    }

    /** How large the page is shown. */
    void resize(int width, int height) throws IOException, InterruptedException {
        devtools(
                "Emulation.setDeviceMetricsOverride",
                "{\"width\":" + width + ",\"height\":" + height + ",\"deviceScaleFactor\":1,\"mobile\":false}");
    }

    /** What the system is said to look like: light or dark. */
    void looks(String scheme) throws IOException, InterruptedException {
        devtools(
                "Emulation.setEmulatedMedia",
                "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + scheme + "\"}]}");
    }

    /** Does something by the developers' tools. */
    JsonElement devtools(String command, String parameters) throws IOException, InterruptedException {
        JsonObject body = new JsonObject();
        body.addProperty("cmd", command);
        body.add("params", JsonParser.parseString(parameters));
        return send("POST", "/goog/cdp/execute", body);
    }

    /** What a script returns; a promise is waited for. */
    JsonElement run(String script) throws IOException, InterruptedException {
        JsonObject body = new JsonObject();
        body.addProperty("script", script);
        body.add("args", new JsonArray());
        return send("POST", "/execute/sync", body);
    }

    String text(String selector) throws IOException, InterruptedException {
        return run("const it = document.querySelector(" + quoted(selector) + "); return it ? it.innerText : ''")
                .getAsString();
    }

    boolean holds(String expression) throws IOException, InterruptedException {
        return run("return Boolean(" + expression + ")").getAsBoolean();
    }

    /** Waits until an expression holds; says what was shown instead when it doesn't. */
    void awaitThat(String expression) throws IOException, InterruptedException {
        try {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> holds(expression));
        } catch (ConditionTimeoutException late) {
            throw new AssertionError("never " + expression + " in\n" + text("body") + "\n" + log(), late);
        }
    }

    /** Waits until an element's text has this in it. */
    void awaitText(String selector, String part) throws IOException, InterruptedException {
        String element = "document.querySelector(" + quoted(selector) + ")";
        awaitThat(element + " && " + element + ".innerText.includes(" + quoted(part) + ")");
    }

    void click(String selector) throws IOException, InterruptedException {
        awaitThat("document.querySelector(" + quoted(selector) + ")");
        await().atMost(PATIENCE).until(() -> clicked(selector));
    }

    /** Whether it was still there when it was to be clicked: the page may make it anew in between. */
    private boolean clicked(String selector) throws IOException, InterruptedException {
        try {
            send("POST", "/element/" + element(selector) + "/click", new JsonObject());
            return true;
        } catch (IllegalStateException gone) {
            if (String.valueOf(gone.getMessage()).contains("stale element reference")) {
                return false;
            }
            throw gone;
        }
    }

    /** Types into a field. */
    void type(String selector, String text) throws IOException, InterruptedException {
        JsonObject body = new JsonObject();
        body.addProperty("text", text);
        send("POST", "/element/" + element(selector) + "/value", body);
    }

    private String element(String selector) throws IOException, InterruptedException {
        JsonObject body = new JsonObject();
        body.addProperty("using", "css selector");
        body.addProperty("value", selector);
        return send("POST", "/element", body).getAsJsonObject().get(ELEMENT).getAsString();
    }

    /** Presses keys, one after the other, wherever the focus is. */
    void press(String... keys) throws IOException, InterruptedException {
        JsonArray actions = new JsonArray();
        for (String key : keys) {
            for (String kind : List.of("keyDown", "keyUp")) {
                JsonObject action = new JsonObject();
                action.addProperty("type", kind);
                action.addProperty("value", key);
                actions.add(action);
            }
        }
        JsonObject keyboard = new JsonObject();
        keyboard.addProperty("type", "key");
        keyboard.addProperty("id", "keyboard");
        keyboard.add("actions", actions);
        JsonArray devices = new JsonArray();
        devices.add(keyboard);
        JsonObject body = new JsonObject();
        body.add("actions", devices);
        send("POST", "/actions", body);
    }

    /** What the page and the browser complained of since the last time. */
    List<String> log() throws IOException, InterruptedException {
        JsonObject body = new JsonObject();
        body.addProperty("type", "browser");
        List<String> lines = new ArrayList<>();
        for (JsonElement line : send("POST", "/se/log", body).getAsJsonArray()) {
            lines.add(line.getAsJsonObject().get("level").getAsString() + " "
                    + line.getAsJsonObject().get("message").getAsString());
        }
        return lines;
    }

    /** What is shown, as a PNG. */
    byte[] picture() throws IOException, InterruptedException {
        return Base64.getDecoder().decode(send("GET", "/screenshot", null).getAsString());
    }

    static String quoted(String text) {
        return new JsonPrimitive(text).toString();
    }

    private JsonElement send(String method, String path, @Nullable JsonObject body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(session + path))
                .timeout(PATIENCE)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(method + " " + path + ": " + response.body());
        }
        return JsonParser.parseString(response.body()).getAsJsonObject().get("value");
    }

    @Override
    public void close() {
        driver.descendants().forEach(started::add);
        try {
            if (session.matches(".*/session/.+")) {
                send("DELETE", "", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException gone) {
            // What is left of it is ended below.
        } finally {
            driver.descendants().forEach(started::add);
            started.add(driver.toHandle());
            started.forEach(ProcessHandle::destroyForcibly);
            await().atMost(PATIENCE).until(() -> started.stream().noneMatch(ProcessHandle::isAlive));
        }
    }
}
