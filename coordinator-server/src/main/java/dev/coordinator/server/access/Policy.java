package dev.coordinator.server.access;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * One version of the rules, made ready for being asked. What it has worked out it remembers, up to a bound; the next version
 * begins anew. Safe for use by any thread.
 */
final class Policy {

    private static final int MOST_REMEMBERED = 10_000;
    private static final int MOST_TOKEN_CHARACTERS = 8 * 1024;
    private static final String SCHEME = "bearer ";
    private static final Refusal NOTHING_SHOWN = new Refusal(
            Refusal.Reason.NO_CREDENTIAL,
            "show who you are: a token, as Authorization: Bearer, or a client certificate");

    private final Rules rules;
    private final Map<Long, List<KnownToken>> tokens = new HashMap<>();
    private final Map<TokenHash, Standing> signed = new ConcurrentHashMap<>();
    private final Map<List<String>, Standing> certified = new ConcurrentHashMap<>();
    private final Map<String, Permissions> permissions = new ConcurrentHashMap<>();

    Policy(Rules rules) {
        this.rules = rules;
        rules.tokens()
                .forEach(token -> tokens.computeIfAbsent(token.hash().index(), none -> new ArrayList<>())
                        .add(token));
    }

    boolean isOpen(Open what) {
        return rules.open().contains(what);
    }

    /**
     * What is shown, taken for what it is. A token goes before a certificate, and both before where one comes from; what is bad
     * is refused, even if something else would do.
     *
     * @param maySpend asked before a signature is checked, which is dear; what was checked before is remembered
     */
    Standing standing(Presented shown, BooleanSupplier maySpend) {
        if (shown.authorization().isPresent()) {
            return ofHeader(shown.authorization().get(), maySpend);
        }
        Optional<Standing> certificate =
                shown.certificateNames().isEmpty() ? Optional.empty() : ofCertificate(shown.certificateNames());
        return certificate
                .or(() -> shown.local() ? named(rules.socket(), "socket") : Optional.empty())
                .or(() -> named(rules.anonymous(), "anonymous"))
                .orElseGet(() -> Standing.refused(this, nothing(shown)));
    }

    private static Refusal nothing(Presented shown) {
        return shown.certificateNames().isEmpty()
                ? NOTHING_SHOWN
                : new Refusal(
                        Refusal.Reason.NO_CREDENTIAL,
                        "the access file has no principal for the certificate of " + shown.certificateNames());
    }

    private Standing ofHeader(String header, BooleanSupplier maySpend) {
        Optional<String> token = token(header);
        if (token.isEmpty()) {
            return Standing.refused(this, Refusal.bad("Authorization must be Bearer and a token"));
        }
        TokenHash hash = TokenHash.of(token.get());
        Optional<KnownToken> known = known(hash);
        if (known.isPresent()) {
            return let(Principal.named(known.get().name()), "token", known.get().endMillis());
        }
        Standing remembered = signed.get(hash);
        return remembered == null ? ofSigned(hash, token.get(), maySpend) : remembered;
    }

    private static Optional<String> token(String header) {
        if (header.length() > MOST_TOKEN_CHARACTERS || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String token = header.substring(SCHEME.length()).strip();
        return token.isEmpty() ? Optional.empty() : Optional.of(token);
    }

    private Optional<KnownToken> known(TokenHash hash) {
        for (KnownToken token : tokens.getOrDefault(hash.index(), List.of())) {
            if (token.hash().isSame(hash)) {
                return Optional.of(token);
            }
        }
        return Optional.empty();
    }

    private Standing ofSigned(TokenHash hash, String token, BooleanSupplier maySpend) {
        try {
            Optional<SignedJWT> parsed = rules.issuers().isEmpty() ? Optional.empty() : TokenIssuer.parse(token);
            if (parsed.isEmpty()) {
                return Standing.refused(this, Refusal.bad("the token is not known here, or not any more"));
            }
            TokenIssuer issuer = rules.issuers().get(TokenIssuer.issuerOf(parsed.get()));
            if (issuer == null) {
                return Standing.refused(this, Refusal.bad("the token is of an issuer that is not known here"));
            }
            if (!maySpend.getAsBoolean()) {
                return Standing.refused(this, Refusal.tooMany());
            }
            TokenIssuer.Statement said = issuer.verify(parsed.get());
            if (rules.listed().contains(said.principal().name())) {
                return Standing.refused(this, taken(said.principal().name()));
            }
            return remember(signed, hash, let(said.principal(), "jwt", said.endMillis()));
        } catch (TokenIssuer.BadTokenException bad) {
            return Standing.refused(this, bad.refusal());
        } catch (ParseException e) {
            return Standing.refused(this, Refusal.bad("the token's claims can't be read"));
        }
    }

    /** Who can sign tokens, or certificates, is not thereby everybody whom the file lists. */
    private static Refusal taken(String name) {
        return Refusal.bad("the name " + name + " is that of a principal whom the access file lists");
    }

    /** Empty: no rule is about it. */
    private Optional<Standing> ofCertificate(List<String> names) {
        Standing remembered = certified.get(names);
        if (remembered != null) {
            return Optional.of(remembered);
        }
        return names.stream()
                .flatMap(name -> Optional.ofNullable(rules.certificates().get(name)).stream())
                .findFirst()
                .map(listed -> let(Principal.named(listed), "certificate", Long.MAX_VALUE))
                .or(() -> rules.certificateRules().stream()
                        .flatMap(rule -> rule.principal(names).stream())
                        .findFirst()
                        .map(made -> rules.listed().contains(made)
                                ? Standing.refused(this, taken(made))
                                : let(Principal.named(made), "certificate", Long.MAX_VALUE)))
                .map(standing -> remember(certified, names, standing));
    }

    private Optional<Standing> named(Optional<String> name, String kind) {
        return name.map(known -> let(Principal.named(known), kind, Long.MAX_VALUE));
    }

    private Standing let(Principal principal, String kind, long endMillis) {
        if (Glob.any(rules.revoked(), principal.name())) {
            return Standing.refused(this, Refusal.bad(principal.name() + " is revoked"));
        }
        Permissions may = principal.claims().isEmpty() ? permissionsOf(principal) : permissions(principal);
        return new Standing(this, principal, kind, may, endMillis, Optional.empty());
    }

    private Permissions permissionsOf(Principal principal) {
        Permissions known = permissions.get(principal.name());
        return known == null ? remember(permissions, principal.name(), permissions(principal)) : known;
    }

    private Permissions permissions(Principal principal) {
        return new Permissions(rules.grants().stream()
                .flatMap(grant -> grant.of(principal).stream())
                .toList());
    }

    private static <K, V> V remember(Map<K, V> memory, K key, V value) {
        if (memory.size() >= MOST_REMEMBERED) {
            memory.clear();
        }
        memory.put(key, value);
        return value;
    }
}
