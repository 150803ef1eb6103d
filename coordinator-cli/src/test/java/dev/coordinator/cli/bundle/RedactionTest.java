package dev.coordinator.cli.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedactionTest {

    @Test
    void valuesUnderNamesOfSecretsGoAndOthersStay() {
        assertThat(Redaction.of("""
                        node:
                          id: n1
                        tls:
                          key_password: two words
                          certificate: /etc/c.pem   # stays
                        api_tokens:
                          - first
                        tokens:
                        - second
                        log:
                          level: info
                        secret: |
                          line one

                          line two
                        insecure: true
                        """)).isEqualTo("""
                        node:
                          id: n1
                        tls:
                          key_password: (redacted)
                          certificate: /etc/c.pem   # stays
                        api_tokens: (redacted)
                        tokens: (redacted)
                        log:
                          level: info
                        secret: (redacted)

                        insecure: true
                        """);
    }

    @Test
    void jsonStaysJson() {
        assertThat(Redaction.of("{\n  \"labels\": {\n    \"db-password\": \"x\",\n    \"zone\": \"a\"\n  }\n}"))
                .isEqualTo("{\n  \"labels\": {\n    \"db-password\": \"(redacted)\",\n    \"zone\": \"a\"\n  }\n}");
    }

    @Test
    void logLinesLoseWhatFollowsASecretsName() {
        assertThat(Redaction.of("event=x pool=p token=abc def\nAuthorization: Bearer abc\nevent=y"))
                .isEqualTo("event=x pool=p token= (redacted)\nAuthorization: (redacted)\nevent=y");
        assertThat(Redaction.of("url=https://user:pass@host/x")).isEqualTo("url=https://(redacted)@host/x");
    }

    @Test
    void privateKeysGoWhole() {
        assertThat(Redaction.of("a\n-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\nb"))
                .isEqualTo("a\n(redacted)\n(redacted)\n(redacted)\nb");
    }
}
