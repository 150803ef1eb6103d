package dev.coordinator.server.access;

import static dev.coordinator.server.access.AccessNode.NOW;
import static dev.coordinator.server.access.AccessNode.known;
import static dev.coordinator.server.access.AccessNode.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Date;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens that others sign. */
final class SignedTokensTest {

    private static final String[] RULES = {
        "jwt:",
        "  - issuer: " + TestIssuer.NAME,
        "    audience: " + TestIssuer.AUDIENCE,
        "    keys: keys",
        "    clock_skew: 30s",
        "principals: [{name: ops}]",
        "grants:",
        "  - {to: [\"*\"], may: [check_in], pools: [\"${claims.pool}\"], instances: [\"${name}\"]}"
    };

    @TempDir
    Path folder;

    private final TestIssuer issuer = new TestIssuer("k1");
    private AccessNode node;

    @BeforeEach
    void start() throws AccessException {
        issuer.writeTo(folder.resolve("keys"));
        node = new AccessNode(folder, RULES);
    }

    @Test
    void goodOneSaysWhoAndWhere() {
        Identity instance = known(node.showing(
                issuer.signed(TestIssuer.about("orders-1", NOW.plusSeconds(60)).claim("pool", "orders"))));

        assertThat(instance.name()).isEqualTo("orders-1");
        assertThat(instance.kind()).isEqualTo("jwt");
        assertThat(instance.may(Need.checkIn("orders", "orders-1"))).isTrue();
        assertThat(instance.may(Need.checkIn("orders", "orders-2"))).isFalse();
        assertThat(instance.may(Need.checkIn("billing", "orders-1"))).isFalse();
    }

    @Test
    void claimIsNoPattern() {
        Identity sly = known(node.showing(
                issuer.signed(TestIssuer.about("x", NOW.plusSeconds(60)).claim("pool", "*"))));
        Identity silent = known(node.showing(issuer.signed(TestIssuer.about("x", NOW.plusSeconds(60)))));

        assertThat(sly.may(Need.checkIn("orders", "x"))).isFalse();
        assertThat(silent.may(Need.checkIn("orders", "x"))).isFalse();
    }

    @Test
    void expiredOneIsGoodForAsLongAsClocksMayDiffer() {
        String token = issuer.signed(TestIssuer.about("x", NOW.plusSeconds(60)));
        Identity stream = known(node.showing(token));

        node.passes(89);
        assertThat(known(node.showing(token)).ended()).isEmpty();
        node.passes(1);

        assertThat(stream.ended().orElseThrow().reason()).isEqualTo(Refusal.Reason.CREDENTIAL_EXPIRED);
        assertThat(refused(node.showing(token)).reason()).isEqualTo(Refusal.Reason.CREDENTIAL_EXPIRED);
        assertThat(refused(node.showing(issuer.signed(TestIssuer.about("y", NOW))))
                        .reason())
                .isEqualTo(Refusal.Reason.CREDENTIAL_EXPIRED);
    }

    @Test
    void othersAreRefused() throws Exception {
        assertRefused(TestIssuer.unsigned(TestIssuer.about("x", NOW.plusSeconds(60))), "is not known here");
        assertRefused(issuer.confused(TestIssuer.about("x", NOW.plusSeconds(60))), "not signed by a key");
        assertRefused(new TestIssuer("k1").signed(TestIssuer.about("x", NOW.plusSeconds(60))), "not signed by a key");
        assertRefused(new TestIssuer("k2").signed(TestIssuer.about("x", NOW.plusSeconds(60))), "not signed by a key");
        assertRefused(issuer.signed(TestIssuer.about("x", NOW.plusSeconds(60)).audience("billing")), "not for here");
        assertRefused(
                issuer.signed(TestIssuer.about("x", NOW.plusSeconds(60)).issuer("https://other.example")),
                "issuer that is not known");
        assertRefused(
                issuer.signed(TestIssuer.about("x", NOW.plusSeconds(60)).notBeforeTime(Date.from(NOW.plusSeconds(31)))),
                "not now");
        assertRefused(issuer.signed(TestIssuer.about("x", NOW).expirationTime(null)), "not for here, or not now");
        assertRefused(issuer.signed(TestIssuer.about("two words", NOW.plusSeconds(60))), "make no name");
        assertRefused(issuer.signed(TestIssuer.about("ops", NOW.plusSeconds(60))), "the name ops is that of");
        String good = issuer.signed(TestIssuer.about("x", NOW.plusSeconds(60)));
        assertRefused(good.substring(0, good.lastIndexOf('.') + 1), "is not known here");
    }

    private void assertRefused(String token, String why) {
        Refusal refusal = refused(node.showing(token));
        assertThat(refusal.reason()).isEqualTo(Refusal.Reason.BAD_CREDENTIAL);
        assertThat(refusal.message()).contains(why);
    }

    @Test
    void keyThatIsReplacedEndsWhoWasLetInByIt() {
        Identity open = known(node.showing(issuer.signed(TestIssuer.about("x", NOW.plusSeconds(60)))));
        TestIssuer next = new TestIssuer("k2");

        next.writePemTo(folder.resolve("keys"));
        node.reviewed();

        assertThat(open.ended()).isPresent();
        assertThat(known(node.showing(next.signed(TestIssuer.about("x", NOW.plusSeconds(60)))))
                        .name())
                .isEqualTo("x");
    }

    @Test
    void whoFailsTooOftenCostsNoMoreSignatures() {
        String good = issuer.signed(TestIssuer.about("x", NOW.plusSeconds(60)));
        String other = issuer.signed(TestIssuer.about("y", NOW.plusSeconds(60)));
        known(node.showing(good));

        for (int i = 0; i < FailureLimiter.BURST; i++) {
            refused(node.showing(new TestIssuer("k1").signed(TestIssuer.about("x", NOW.plusSeconds(60)))));
        }

        assertThat(refused(node.showing(other)).reason()).isEqualTo(Refusal.Reason.TOO_MANY_FAILURES);
        assertThat(known(node.showing(good)).name()).as("was checked before").isEqualTo("x");
        assertThat(known(node.showing(other, "10.0.0.2")).name()).isEqualTo("y");
    }
}
