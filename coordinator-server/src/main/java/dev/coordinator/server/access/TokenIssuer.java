package dev.coordinator.server.access;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Somebody who is trusted to say, by signed tokens (JWT), who others are. */
final class TokenIssuer {

    /** By how much clocks may differ. */
    static final Duration MOST_SKEW = Duration.ofMinutes(5);

    private static final int MOST_CLAIMS = 64;
    private static final int MOST_CHARACTERS = 256;

    private final String issuer;
    private final IssuerKeys keys;
    private final Template name;
    private final Duration skew;
    private final DefaultJWTClaimsVerifier<?> claims;

    /** @param name of the principal that a token is about, by its claims */
    TokenIssuer(String issuer, String audience, IssuerKeys keys, Template name, Duration skew, InstantSource clock) {
        this.issuer = issuer;
        this.keys = keys;
        this.name = name;
        this.skew = skew;
        this.claims =
                new DefaultJWTClaimsVerifier<>(
                        audience, new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("exp")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        claims.setMaxClockSkew((int) skew.toSeconds());
    }

    String issuer() {
        return issuer;
    }

    /** Whom a token is about, and until when. */
    record Statement(Principal principal, long endMillis) {}

    /** Who it says it is from; empty: it is no signed token. Nothing of it is checked by this. */
    static Optional<SignedJWT> parse(String token) {
        try {
            SignedJWT parsed = SignedJWT.parse(token);
            return parsed.getJWTClaimsSet() == null ? Optional.empty() : Optional.of(parsed);
        } catch (ParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static String issuerOf(SignedJWT token) throws ParseException {
        return Objects.requireNonNullElse(token.getJWTClaimsSet().getIssuer(), "");
    }

    /**
     * Checks the signature, then what it says.
     *
     * @throws BadTokenException if it is not good; says why
     */
    Statement verify(SignedJWT token) throws BadTokenException {
        if (!keys.haveSigned(token)) {
            throw new BadTokenException(Refusal.bad("the token is not signed by a key of its issuer"));
        }
        try {
            JWTClaimsSet said = token.getJWTClaimsSet();
            claims.verify(said, null);
            Principal principal = principal(said);
            return new Statement(principal, said.getExpirationTime().toInstant().toEpochMilli() + skew.toMillis());
        } catch (BadJWTException e) {
            boolean expired = "Expired JWT".equals(e.getMessage());
            throw new BadTokenException(
                    expired
                            ? Refusal.expired()
                            : Refusal.bad("the token is not for here, or not now: " + e.getMessage()));
        } catch (ParseException e) {
            throw new BadTokenException(Refusal.bad("the token's claims can't be read"));
        }
    }

    private Principal principal(JWTClaimsSet said) throws BadTokenException {
        Map<String, String> texts = new HashMap<>();
        said.getClaims().forEach((claim, value) -> {
            if (value instanceof String text && text.length() <= MOST_CHARACTERS && texts.size() < MOST_CLAIMS) {
                texts.put(claim, text);
            }
        });
        String made = name.text(Principal.named("-").with(texts)::value)
                .filter(Principal::isName)
                .orElseThrow(() -> new BadTokenException(Refusal.bad(
                        "the token's claims make no name of " + Principal.SHAPE + "; the access file says how")));
        return new Principal(made, texts);
    }

    /** A token that is not good. */
    static final class BadTokenException extends Exception {

        private static final long serialVersionUID = 1;

        private final transient Refusal refusal;

        BadTokenException(Refusal refusal) {
            super(refusal.message(), null, false, false);
            this.refusal = refusal;
        }

        Refusal refusal() {
            return refusal;
        }
    }
}
