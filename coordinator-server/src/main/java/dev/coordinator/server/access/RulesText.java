package dev.coordinator.server.access;

import dev.coordinator.server.config.DurationText;
import dev.coordinator.server.config.Problems;
import dev.coordinator.server.config.Written;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Understands what an access file says. Whatever is wrong becomes a problem with its line; then there are no rules. */
final class RulesText {

    private static final int MOST_PRINCIPALS = 10_000;
    private static final int MOST_TOKENS = 4;
    private static final int MOST_NAMES = 100;
    private static final int MOST_RULES = 1_000;
    private static final int MOST_ISSUERS = 16;
    private static final Duration DEFAULT_SKEW = Duration.ofSeconds(30);

    private final Problems problems;
    private final Function<Path, String> keyFiles;
    private final Set<String> listed = new LinkedHashSet<>();
    private final Set<TokenHash> hashes = new HashSet<>();
    private final List<KnownToken> tokens = new ArrayList<>();
    private final Map<String, String> certificates = new HashMap<>();
    private final InstantSource clock;

    /** @param keyFiles what is in a file of keys; refuses with what it must be */
    RulesText(Problems problems, Function<Path, String> keyFiles, InstantSource clock) {
        this.problems = problems;
        this.keyFiles = keyFiles;
        this.clock = clock;
    }

    /** Empty when it holds nothing; also look at the problems. */
    Optional<Rules> rules(Written root) {
        return AccessFile.section(root, problems)
                .map(section -> rules(new Section(
                        "",
                        section,
                        List.of(
                                "principals",
                                "certificates",
                                "jwt",
                                "unix_socket",
                                "anonymous",
                                "open",
                                "revoked",
                                "grants"),
                        problems)));
    }

    private Rules rules(Section top) {
        top.sections("principals", MOST_PRINCIPALS, List.of("name", "tokens", "certificates"))
                .forEach(this::principal);
        Optional<String> socket = top.optional("unix_socket", RulesText::name);
        Optional<String> anonymous = top.optional("anonymous", RulesText::name);
        socket.ifPresent(listed::add);
        anonymous.ifPresent(listed::add);
        List<CertificateRule> rules = new ArrayList<>();
        top.sections("certificates", MOST_RULES, List.of("match", "name"))
                .forEach(each -> certificateRule(each).ifPresent(rules::add));
        Map<String, TokenIssuer> issuers = new HashMap<>();
        top.sections("jwt", MOST_ISSUERS, List.of("issuer", "audience", "keys", "name", "clock_skew"))
                .forEach(each -> issuer(each, issuers));
        List<Grant> grants = top.sections("grants", MOST_RULES, List.of("to", "may", "pools", "instances")).stream()
                .map(RulesText::grant)
                .toList();
        return new Rules(
                listed,
                tokens,
                certificates,
                rules,
                issuers,
                socket,
                anonymous,
                open(top),
                top.list("revoked", MOST_RULES, RulesText::names),
                grants);
    }

    /** Whoever leaves the key out leaves the health open, as load balancers and orchestrators need it. */
    private static Set<Open> open(Section top) {
        return top.isThere("open")
                ? Set.copyOf(top.list("open", Open.values().length, RulesText::openThing))
                : Set.of(Open.HEALTH);
    }

    private void principal(Section section) {
        Optional<String> name = section.required("name", RulesText::name);
        String known = name.orElse("-");
        if (name.isPresent() && !listed.add(known)) {
            section.problem("name", known + " is listed twice");
        }
        for (Section token : section.sections("tokens", MOST_TOKENS, List.of("hash", "expires"))) {
            Optional<TokenHash> hash = token.secret("hash", RulesText::hash);
            Optional<Instant> expires = token.optional("expires", RulesText::instant);
            if (hash.isPresent() && !hashes.add(hash.get())) {
                token.problem("hash", "is there twice; each token is one principal's, once");
            }
            hash.ifPresent(each -> tokens.add(new KnownToken(each, known, expires)));
        }
        for (String certificate : section.list("certificates", MOST_NAMES, RulesText::certificate)) {
            if (certificates.put(certificate, known) != null) {
                section.problem("certificates", certificate + " is there twice");
            }
        }
    }

    private Optional<CertificateRule> certificateRule(Section section) {
        Optional<String> match = section.required("match", RulesText::certificateMatch);
        Optional<Template> name = section.required("name", Template::parse);
        if (match.isEmpty() || name.isEmpty()) {
            return Optional.empty();
        }
        int stars = Template.parse(match.get()).stars();
        boolean known = name.get().stars() == 0
                && name.get().variables().stream()
                        .allMatch(variable -> variable.matches("[1-9]") && Integer.parseInt(variable) <= stars);
        if (!known) {
            section.problem(
                    "name",
                    "may refer to what the " + stars + " stars of match stand for, ${1} and so on, and has"
                            + " no stars itself");
            return Optional.empty();
        }
        return Optional.of(new CertificateRule(match.get(), name.get()));
    }

    private void issuer(Section section, Map<String, TokenIssuer> issuers) {
        Optional<String> issuer = section.required("issuer", RulesText::text);
        Optional<String> audience = section.required("audience", RulesText::text);
        Optional<IssuerKeys> keys = section.required("keys", this::keys);
        Template name = section.optional("name", RulesText::nameByClaims)
                .orElseGet(() -> Template.parse("${" + Principal.CLAIMS + "sub}"));
        Duration skew = section.optional("clock_skew", RulesText::skew).orElse(DEFAULT_SKEW);
        if (issuer.isPresent() && audience.isPresent() && keys.isPresent()) {
            TokenIssuer made = new TokenIssuer(issuer.get(), audience.get(), keys.get(), name, skew, clock);
            if (issuers.put(issuer.get(), made) != null) {
                section.problem("issuer", issuer.get() + " is there twice");
            }
        }
    }

    private IssuerKeys keys(String file) {
        try {
            return IssuerKeys.parse(keyFiles.apply(Path.of(file)));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("must be a file", e);
        }
    }

    private static Grant grant(Section section) {
        List<Glob> to = section.filled("to", MOST_NAMES, RulesText::names);
        Set<Verb> may = Set.copyOf(section.filled("may", Verb.values().length, RulesText::verb));
        List<Template> pools = section.filled("pools", MOST_NAMES, RulesText::pattern);
        boolean checksIn = may.contains(Verb.CHECK_IN);
        if (!checksIn && section.isThere("instances")) {
            section.problem("instances", "means something beside check_in only");
        }
        List<Template> instances = checksIn ? section.filled("instances", MOST_NAMES, RulesText::pattern) : List.of();
        return new Grant(to, may, pools, instances);
    }

    private static String name(String text) {
        return require(Principal.isName(text), text, "must be " + Principal.SHAPE);
    }

    private static String text(String text) {
        return require(!text.isBlank() && text.length() <= 256, text, "must have 1 to 256 characters");
    }

    private static String certificate(String text) {
        return require(isAlternative(text), text, "must be DNS: or URI: and the name");
    }

    private static String certificateMatch(String text) {
        require(isAlternative(text), text, "must be DNS: or URI: and a pattern");
        return require(Template.parse(text).variables().isEmpty(), text, "must have stars and no variables");
    }

    private static boolean isAlternative(String text) {
        boolean known = text.startsWith(CertificateRule.DNS) || text.startsWith(CertificateRule.URI);
        return known && text.length() > 4 && text.length() <= 256;
    }

    private static String require(boolean isAllowed, String text, String what) {
        if (!isAllowed) {
            throw new IllegalArgumentException(what);
        }
        return text;
    }

    private static Glob names(String text) {
        return Template.parse(text)
                .glob(variable -> {
                    throw new IllegalArgumentException("must have no variables; * stands for any characters");
                })
                .orElseThrow();
    }

    private static Template pattern(String text) {
        Template template = Template.parse(text);
        boolean known =
                template.variables().stream().allMatch(variable -> variable.equals("name") || isClaim(variable));
        if (!known) {
            throw new IllegalArgumentException("may have the variables ${name} and ${claims.…}, and no other");
        }
        return template;
    }

    private static Template nameByClaims(String text) {
        Template template = Template.parse(text);
        if (template.stars() > 0 || !template.variables().stream().allMatch(RulesText::isClaim)) {
            throw new IllegalArgumentException("may have the variables ${claims.…}, and no stars");
        }
        return template;
    }

    private static boolean isClaim(String variable) {
        return variable.startsWith(Principal.CLAIMS) && variable.length() > Principal.CLAIMS.length();
    }

    private static TokenHash hash(String text) {
        return TokenHash.parse(text).orElseThrow(() -> new IllegalArgumentException("must be " + TokenHash.SHAPE));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be a time such as 2027-01-31T00:00:00Z", e);
        }
    }

    private static Duration skew(String text) {
        return DurationText.parse(text)
                .filter(skew -> skew.compareTo(TokenIssuer.MOST_SKEW) <= 0)
                .orElseThrow(() -> new IllegalArgumentException("must be a duration from 0s to 5m"));
    }

    private static Verb verb(String text) {
        return Verb.of(text)
                .orElseThrow(() -> new IllegalArgumentException("must be check_in, read, operate or administer"));
    }

    private static Open openThing(String text) {
        return Open.of(text).orElseThrow(() -> new IllegalArgumentException("must be health, reflection or metrics"));
    }
}
