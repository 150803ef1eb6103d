package dev.coordinator.cli.invocation;

import com.google.protobuf.MessageOrBuilder;
import dev.coordinator.cli.connection.Cluster;
import dev.coordinator.cli.text.Json;
import dev.coordinator.cli.text.Paint;
import dev.coordinator.cli.text.Printable;
import dev.coordinator.cli.text.Screen;
import dev.coordinator.client.Coordinator;
import dev.coordinator.client.CoordinatorBuilder;
import dev.coordinator.client.Endpoint;
import dev.coordinator.client.tls.ClientTls;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** One run of a command: how it reaches the cluster and where it writes. */
public final class Invocation {

    private static final Duration LAST_WORD = Duration.ofSeconds(1);

    private final Surroundings surroundings;
    private final GlobalOptions options;
    private final Preferences preferences;
    private final CountDownLatch ended = new CountDownLatch(1);
    private int drawn;

    public Invocation(Surroundings surroundings, GlobalOptions options) {
        this.surroundings = surroundings;
        this.options = options;
        this.preferences = new Preferences(options, surroundings.environment(), surroundings.home());
    }

    /**
     * The same, with other options of those that say how to reach the cluster.
     *
     * @param given the value of an option by its name, where there is one
     */
    public Invocation reaching(Function<String, Optional<String>> given) {
        GlobalOptions meant = new GlobalOptions();
        meant.endpoints = given.apply("--endpoints").orElse(options.endpoints);
        meant.profile = given.apply("--profile").orElse(options.profile);
        meant.ca = given.apply("--ca").orElse(options.ca);
        meant.cert = given.apply("--cert").orElse(options.cert);
        meant.key = given.apply("--key").orElse(options.key);
        meant.tokenFile = given.apply("--token-file").orElse(options.tokenFile);
        return new Invocation(surroundings, meant);
    }

    /** An environment variable's value; empty where there is none. */
    public String variable(String name) {
        return surroundings.environment().getOrDefault(name, "");
    }

    /** Where what is to outlive this run is kept, unless the person says otherwise. */
    public Path stateFolder() {
        String state = variable("XDG_STATE_HOME");
        return (state.isEmpty() ? surroundings.home().resolve(".local/state") : Path.of(state)).resolve("coordctl");
    }

    /** Opens nothing yet; to be closed. */
    public Cluster cluster() {
        preferences.output(); // A bad -o must not be found out after the cluster was changed.
        return cluster(preferences.endpoints(), preferences.timeout());
    }

    /** As {@link #cluster()}, by other endpoints and with another patience. */
    public Cluster cluster(List<Endpoint> endpoints, Duration patience) {
        return new Cluster(endpoints, patience, this::credentials, preferences.token());
    }

    private ChannelCredentials credentials() {
        Optional<ClientTls> tls = preferences.tls();
        try {
            return tls.isPresent() ? tls.get().credentials() : InsecureChannelCredentials.create();
        } catch (IllegalArgumentException unfit) {
            throw new UsageError(unfit.getMessage() + ".");
        }
    }

    /**
     * The library's way to this cluster, for a membership.
     *
     * @throws UsageError when endpoints or files can't be read
     */
    public CoordinatorBuilder membershipConnection() {
        CoordinatorBuilder builder = Coordinator.to(endpoints());
        try {
            preferences.tls().ifPresent(builder::tls);
            preferences.token().ifPresent(builder::token);
            return builder;
        } catch (IllegalArgumentException unfit) {
            throw new UsageError(unfit.getMessage() + ".");
        }
    }

    /** For a connection other than {@link #cluster()}; at least one. */
    public List<Endpoint> endpoints() {
        return preferences.endpoints();
    }

    /** Where the endpoints come from, for people. */
    public String endpointsOrigin() {
        return preferences.endpointsOrigin();
    }

    public Duration timeout() {
        return preferences.timeout();
    }

    public boolean json() {
        return preferences.output() == OutputFormat.JSON;
    }

    public boolean wide() {
        return preferences.output() == OutputFormat.WIDE;
    }

    public Screen screen() {
        return surroundings.screen();
    }

    /** On a terminal. */
    public boolean coloursWanted() {
        return Screen.coloursWanted(surroundings.environment());
    }

    /** It can write one line below the other and no more, or nothing tells what it can. */
    public boolean terminalIsDumb() {
        String kind = surroundings.environment().getOrDefault("TERM", "");
        return kind.isEmpty() || kind.equals("dumb");
    }

    public ZoneId zone() {
        return surroundings.zone();
    }

    /** Of coordctl. */
    public String version() {
        return surroundings.version();
    }

    /** Who runs this, like {@code alice@laptop}. */
    public String person() {
        return surroundings.person();
    }

    /** Lets the person read what they are about to do, and go on only by typing {@code word}. */
    public boolean confirmed(List<String> warning, String word) {
        warning.forEach(line -> tell(Printable.of(line)));
        surroundings.err().print("Type " + word + " to go on: ");
        surroundings.err().flush();
        Optional<String> typed = surroundings.input().get();
        if (typed.filter(line -> line.strip().equals(word)).isPresent()) {
            return true;
        }
        if (typed.isEmpty()) {
            tell("");
        }
        tell("coordctl: Not confirmed, so nothing was done. Who is sure, and a script, says --yes.");
        return false;
    }

    public Interrupts interrupts() {
        return surroundings.interrupts();
    }

    /** As {@link #interrupts()}, and the process then ends when the command has written all it will, or a second later. */
    public void onInterrupt(Runnable action) {
        interrupts().onInterrupt(() -> {
            action.run();
            awaitLastWord();
        });
    }

    private void awaitLastWord() {
        try {
            if (!ended.await(LAST_WORD.toNanos(), TimeUnit.NANOSECONDS)) {
                return; // The reader of the output is stuck; so be it.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The command has written all it will. */
    public void ended() {
        ended.countDown();
    }

    /** Writes one line of the answer, at once. False when no one reads any more. */
    public boolean say(String line) {
        PrintWriter out = surroundings.out();
        out.println(line);
        return !out.checkError();
    }

    /** Writes sentences of the answer, broken between words where the terminal is narrower. False when no one reads any more. */
    public boolean sayInWords(String sentences) {
        say(screen().lines(Printable.of(sentences)));
        return !surroundings.out().checkError();
    }

    public void say(List<String> lines) {
        lines.forEach(surroundings.out()::println);
        surroundings.out().flush();
    }

    /** Puts a line in place of the last one, on a terminal that ends on it; {@link #say} goes on after an empty one. */
    public void redraw(String line) {
        int width = line.codePointCount(0, line.length());
        surroundings.out().print("\r" + line + " ".repeat(Math.max(0, drawn - width)) + (line.isEmpty() ? "\r" : ""));
        surroundings.out().flush();
        drawn = width;
    }

    public void sayJson(MessageOrBuilder message) {
        say(Json.pretty(message));
    }

    /** Tells the person something that isn't the answer, unless they want to hear of failures only. */
    public void note(String line) {
        if (!options.quiet) {
            tell(line);
        }
    }

    /** Tells why it failed. */
    public void complain(String text) {
        tell("coordctl: " + Printable.of(text));
    }

    /** Tells what must be heard. */
    void tell(String text) {
        for (String line : text.split("\n", -1)) {
            String words = line.stripLeading();
            String indent = line.substring(0, line.length() - words.length());
            screen().hanging(indent, words, Paint.PLAIN).forEach(surroundings.err()::println);
        }
        surroundings.err().flush();
    }

    boolean debug() {
        return options.debug;
    }
}
