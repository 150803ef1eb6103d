package dev.coordinator.cli.invocation;

import dev.coordinator.cli.profile.Profile;
import dev.coordinator.cli.profile.ProfileFile;
import dev.coordinator.cli.profile.Setting;
import dev.coordinator.cli.text.HumanDuration;
import dev.coordinator.client.Endpoint;
import dev.coordinator.client.tls.ClientTls;
import dev.coordinator.client.token.ClientToken;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What holds for this run: the command line before the environment before the profile before the defaults.
 *
 * <p>With one exception: endpoints and TLS of a profile named on the command line go before {@code COORDCTL_ENDPOINTS} and
 * the like, because who types {@code --profile staging} must not reach production by a forgotten variable.
 */
final class Preferences {

    private static final Setting DEFAULT_ENDPOINTS = new Setting("localhost:" + Endpoint.DEFAULT_PORT, "the default");
    private static final Setting DEFAULT_TIMEOUT = new Setting("5s", "the default");
    private static final Setting DEFAULT_OUTPUT = new Setting("table", "the default");

    private static final String SYSTEM = "system";

    private final GlobalOptions options;
    private final Map<String, String> environment;
    private final Path home;
    private @Nullable Profile profile;

    Preferences(GlobalOptions options, Map<String, String> environment, Path home) {
        this.options = options;
        this.environment = environment;
        this.home = home;
    }

    List<Endpoint> endpoints() {
        return parsed(endpointsSetting(), Endpoint::parseAll);
    }

    /** Where the endpoints come from, for people. */
    String endpointsOrigin() {
        return endpointsSetting().origin();
    }

    Duration timeout() {
        Setting setting = option("--timeout", options.timeout)
                .or(() -> profile().setting(Profile.TIMEOUT))
                .orElse(DEFAULT_TIMEOUT);
        Duration timeout = parsed(setting, HumanDuration::parse);
        if (timeout.isZero()) {
            throw new UsageError(setting.origin() + ": a timeout is at least 1ms.");
        }
        return timeout;
    }

    OutputFormat output() {
        return parsed(
                option("--output", options.output)
                        .or(() -> profile().setting(Profile.OUTPUT))
                        .orElse(DEFAULT_OUTPUT),
                OutputFormat::parse);
    }

    /** Empty: plaintext. */
    Optional<ClientTls> tls() {
        Optional<Setting> ca = setting("--ca", options.ca, "COORDCTL_CA", Profile.CA);
        Optional<Setting> cert = setting("--cert", options.cert, "COORDCTL_CERT", Profile.CERT);
        Optional<Setting> key = setting("--key", options.key, "COORDCTL_KEY", Profile.KEY);
        require(cert, key, "a certificate needs its key: say which with --key");
        require(key, cert, "a key needs its certificate: say which with --cert");
        require(cert, ca, "to show a certificate is TLS, which needs to know whom to trust: say it with --ca");
        return ca.map(authorities -> {
            ClientTls tls = authorities.value().equals(SYSTEM)
                    ? ClientTls.trustingThisJava()
                    : ClientTls.trusting(path(authorities));
            return cert.isPresent() ? tls.showing(path(cert.get()), path(key.orElseThrow())) : tls;
        });
    }

    /**
     * What to show to the nodes; empty: nothing.
     *
     * @throws UsageError when there is none where it should be
     */
    Optional<ClientToken> token() {
        Optional<ClientToken> token = option("--token-file", options.tokenFile)
                .or(() -> options.profile == null ? Optional.empty() : profile().setting(Profile.TOKEN_FILE))
                .map(this::inFile)
                .or(this::inVariable)
                .or(() -> setting("--token-file", null, "COORDCTL_TOKEN_FILE", Profile.TOKEN_FILE)
                        .map(this::inFile));
        token.ifPresent(Preferences::requireReadable);
        return token;
    }

    private ClientToken inFile(Setting setting) {
        return ClientToken.inFile(path(setting));
    }

    /** The variable holds the token itself, and no profile can. */
    private Optional<ClientToken> inVariable() {
        return setting("", null, "COORDCTL_TOKEN", "").map(setting -> ClientToken.from(setting::value));
    }

    private static void requireReadable(ClientToken token) {
        try {
            token.get();
        } catch (IllegalArgumentException | UncheckedIOException unfit) {
            throw new UsageError("No token to show: " + unfit.getMessage() + ".");
        }
    }

    private static void require(Optional<Setting> said, Optional<Setting> needed, String why) {
        if (said.isPresent() && needed.isEmpty()) {
            throw new UsageError(said.get().origin() + ": " + why + ".");
        }
    }

    private Path path(Setting setting) {
        String written = setting.value();
        return written.startsWith("~/") ? home.resolve(written.substring(2)) : parsed(setting, Path::of);
    }

    private Setting endpointsSetting() {
        return setting("--endpoints", options.endpoints, "COORDCTL_ENDPOINTS", Profile.ENDPOINTS)
                .orElse(DEFAULT_ENDPOINTS);
    }

    private Optional<Setting> setting(String name, @Nullable String given, String variable, String key) {
        Optional<Setting> named =
                options.profile == null ? Optional.empty() : profile().setting(key);
        boolean elsewhere =
                options.profile != null && profile().setting(Profile.ENDPOINTS).isPresent();
        return option(name, given)
                .or(() -> named)
                .or(() -> elsewhere ? Optional.empty() : option(variable, environment.get(variable)))
                .or(() -> profile().setting(key));
    }

    private Profile profile() {
        Profile known = profile;
        if (known == null) {
            known = ProfileFile.read(profilePath(), profileName());
            profile = known;
        }
        return known;
    }

    private String profileName() {
        return option("--profile", options.profile)
                .or(() -> option("COORDCTL_PROFILE", environment.get("COORDCTL_PROFILE")))
                .map(Setting::value)
                .orElse(ProfileFile.DEFAULT);
    }

    private Path profilePath() {
        String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
        return (config.isEmpty() ? home.resolve(".config") : Path.of(config)).resolve("coordctl/config");
    }

    private static Optional<Setting> option(String origin, @Nullable String value) {
        return value == null || value.isEmpty() ? Optional.empty() : Optional.of(new Setting(value, origin));
    }

    private static <T> T parsed(Setting setting, Function<String, T> parser) {
        try {
            return parser.apply(setting.value());
        } catch (IllegalArgumentException e) {
            throw new UsageError(setting.origin() + ": " + e.getMessage() + ".");
        }
    }
}
