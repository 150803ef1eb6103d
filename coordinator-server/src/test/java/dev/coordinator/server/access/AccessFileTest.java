package dev.coordinator.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with the file is named: its line, the field, the limit and the value. */
final class AccessFileTest {

    @TempDir
    Path folder;

    @Test
    void everyProblemIsToldAtOnceWithItsLine() {
        refuses(
                """
                principals:
                  - name: "two words"
                    tokens:
                      - hash: sha256:12
                      - expires: soon
                  - nmae: ops
                grants:
                  - to: [ops]
                    may: [rule]
                    pools: ["${pool}"]
                  - to: [ops]
                    may: [read]
                    instances: [a]
                  - may: [check_in]
                    pools: [a]
                    to: ["${name}"]
                open: [door]
                """,
                ":2:11: principals[0].name: must be 1 to 128 characters of [A-Za-z0-9._@:/+=|~-], more than a dash, not \"two words\"",
                ":4:15: principals[0].tokens[0].hash: must be sha256: and 64 hexadecimal digits",
                ":5:9: principals[0].tokens[1].hash: is required",
                ":5:18: principals[0].tokens[1].expires: must be a time such as 2027-01-31T00:00:00Z, not \"soon\"",
                ":6:5: principals[1].nmae: is not a key; did you mean name?",
                ":6:5: principals[1].name: is required",
                ":9:11: grants[0].may: must be check_in, read, operate or administer, not \"rule\"",
                ":10:13: grants[0].pools: may have the variables ${name} and ${claims.…}, and no other, not \"${pool}\"",
                ":11:5: grants[1].pools: must be a list of at least one",
                ":13:16: grants[1].instances: means something beside check_in only",
                ":14:5: grants[2].instances: must be a list of at least one",
                ":16:10: grants[2].to: must have no variables",
                ":17:8: open: must be health, reflection or metrics, not \"door\"");
    }

    @Test
    void tokenThatStandsWhereItsHashBelongsIsNotRepeated() {
        assertThatThrownBy(() -> new AccessNode(folder, "principals: [{name: a, tokens: [{hash: my-secret-token}]}]"))
                .isInstanceOf(AccessException.class)
                .hasMessageContaining("tokens[0].hash: must be sha256:")
                .hasMessageNotContaining("my-secret");
    }

    @Test
    void nothingMayBeThereTwice() {
        String hash = AccessNode.hash("t");
        refuses(
                "principals:\n"
                        + "  - {name: a, tokens: [{hash: \"" + hash + "\"}], certificates: [\"DNS:a\"]}\n"
                        + "  - {name: b, tokens: [{hash: \"" + hash + "\"}], certificates: [\"DNS:a\"]}\n"
                        + "  - {name: a}\n",
                "principals[1].tokens[0].hash: is there twice",
                "principals[1].certificates: DNS:a is there twice",
                "principals[2].name: a is listed twice");
    }

    @Test
    void certificateRulesReferToTheirStars() {
        refuses(
                """
                certificates:
                  - {match: "DNS:*.example", name: "${2}"}
                  - {match: "CN=a", name: a}
                """,
                "certificates[0].name: may refer to what the 1 stars of match stand for",
                "certificates[1].match: must be DNS: or URI: and a pattern, not \"CN=a\"");
    }

    @Test
    void issuersNeedKeysThatOnlyVerify() {
        new TestIssuer("k1").writeSecretsTo(folder.resolve("secret.jwks"));
        refuses(
                """
                jwt:
                  - {issuer: i, audience: a, keys: missing.jwks}
                  - {issuer: j, audience: a, keys: secret.jwks}
                  - {issuer: k, audience: a, keys: access.yaml, clock_skew: 6m, name: "${name}"}
                """,
                "jwt[0].keys: must be a file that can be read",
                "jwt[1].keys: has a private key, with which tokens are made",
                "jwt[2].keys: is neither a JWK set nor PEM",
                "jwt[2].name: may have the variables ${claims.…}, and no stars, not \"${name}\"",
                "jwt[2].clock_skew: must be a duration from 0s to 5m, not \"6m\"");
    }

    @Test
    void emptyFileIsRefused() {
        refuses("", "must hold keys, not nothing");
    }

    private void refuses(String text, String... problems) {
        assertThatThrownBy(() -> new AccessNode(folder, text))
                .isInstanceOf(AccessException.class)
                .satisfies(refused -> {
                    String[] lines = String.valueOf(refused.getMessage()).split("\n");
                    assertThat(lines).hasSameSizeAs(problems);
                    assertThat(problems)
                            .allSatisfy(problem -> assertThat(lines)
                                    .anySatisfy(line -> assertThat(line).contains(problem)));
                });
    }
}
