package dev.coordinator.cli.invocation;

import dev.coordinator.cli.connection.Endpoint;
import dev.coordinator.cli.profile.Profile;
import dev.coordinator.cli.profile.ProfileFile;
import dev.coordinator.cli.profile.Setting;
import dev.coordinator.cli.text.HumanDuration;
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
 * <p>With one exception: endpoints of a profile named on the command line go before {@code COORDCTL_ENDPOINTS}, because
 * who types {@code --profile staging} must not reach production by a forgotten variable.
 */
final class Preferences {

    private static final Setting DEFAULT_ENDPOINTS = new Setting("localhost:" + Endpoint.DEFAULT_PORT, "the default");
    private static final Setting DEFAULT_TIMEOUT = new Setting("5s", "the default");
    private static final Setting DEFAULT_OUTPUT = new Setting("table", "the default");

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

    private Setting endpointsSetting() {
        Optional<Setting> named =
                options.profile == null ? Optional.empty() : profile().setting(Profile.ENDPOINTS);
        return option("--endpoints", options.endpoints)
                .or(() -> named)
                .or(() -> option("COORDCTL_ENDPOINTS", environment.get("COORDCTL_ENDPOINTS")))
                .or(() -> profile().setting(Profile.ENDPOINTS))
                .orElse(DEFAULT_ENDPOINTS);
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
