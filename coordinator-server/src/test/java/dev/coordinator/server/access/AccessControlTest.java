package dev.coordinator.server.access;

import static dev.coordinator.server.access.AccessNode.hash;
import static dev.coordinator.server.access.AccessNode.known;
import static dev.coordinator.server.access.AccessNode.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in by what, what they may do, and what becomes of it when the file changes. */
final class AccessControlTest {

    @TempDir
    Path folder;

    @Test
    void tokenIsGoodAsLongAsItStandsInTheFileAndHasNotExpired() throws Exception {
        AccessNode node = new AccessNode(
                folder,
                "principals:",
                "  - name: ops",
                "    tokens:",
                "      - hash: " + hash("old"),
                "        expires: 2026-06-01T12:01:00Z",
                "      - hash: " + hash("new"));

        assertThat(known(node.showing("old")).name()).isEqualTo("ops");
        assertThat(known(node.showing("new")).name()).isEqualTo("ops");
        assertThat(refused(node.showing("other")).reason()).isEqualTo(Refusal.Reason.BAD_CREDENTIAL);

        Identity stream = known(node.showing("old"));
        node.passes(60);

        assertThat(refused(node.showing("old")).reason()).isEqualTo(Refusal.Reason.CREDENTIAL_EXPIRED);
        assertThat(stream.ended().orElseThrow().reason()).isEqualTo(Refusal.Reason.CREDENTIAL_EXPIRED);
        assertThat(stream.name()).isEqualTo("ops");
        assertThat(node.told).contains("refused BAD_CREDENTIAL", "refused CREDENTIAL_EXPIRED");
    }

    @Test
    void whatNobodyGrantedIsDenied() throws Exception {
        AccessNode node = new AccessNode(
                folder,
                "principals:",
                "  - {name: orders-1, tokens: [{hash: \"" + hash("one") + "\"}]}",
                "  - {name: ops, tokens: [{hash: \"" + hash("ops") + "\"}]}",
                "grants:",
                "  - {to: [\"orders-*\"], may: [check_in], pools: [orders], instances: [\"${name}\"]}",
                "  - {to: [\"orders-*\"], may: [read], pools: [orders]}",
                "  - {to: [ops], may: [operate], pools: [\"orders*\"]}",
                "  - {to: [ops], may: [administer], pools: [\"*\"]}");
        Identity instance = known(node.showing("one"));
        Identity operator = known(node.showing("ops"));

        assertThat(instance.may(Need.checkIn("orders", "orders-1"))).isTrue();
        assertThat(instance.may(Need.checkIn("orders", "orders-2"))).isFalse();
        assertThat(instance.may(Need.checkIn("billing", "orders-1"))).isFalse();
        assertThat(instance.may(Need.ofPool(Verb.READ, "orders"))).isTrue();
        assertThat(instance.may(Need.ofPool(Verb.READ, "billing"))).isFalse();
        assertThat(instance.may(Need.ofSomePool(Verb.READ))).isTrue();
        assertThat(instance.may(Need.ofEveryPool(Verb.READ))).isFalse();
        assertThat(instance.may(Need.ofPool(Verb.OPERATE, "orders"))).isFalse();
        assertThat(operator.may(Need.ofPool(Verb.OPERATE, "billing")))
                .as("administer includes it")
                .isTrue();
        assertThat(operator.may(Need.ofEveryPool(Verb.ADMINISTER))).isTrue();
        assertThat(operator.may(Need.checkIn("orders", "orders-1")))
                .as("nothing includes to check in")
                .isFalse();
    }

    @Test
    void certificatesAreKnownByTheirNames() throws Exception {
        AccessNode node = new AccessNode(
                folder,
                "principals:",
                "  - {name: ops, certificates: [\"URI:urn:example:ops\"]}",
                "certificates:",
                "  - {match: \"DNS:*.orders.example\", name: \"orders-${1}\"}",
                "  - {match: \"URI:spiffe://a/*\", name: \"${1}\"}");

        assertThat(known(node.showing(List.of("DNS:x", "URI:urn:example:ops"))).name())
                .isEqualTo("ops");
        assertThat(known(node.showing(List.of("DNS:a.orders.example"))).name()).isEqualTo("orders-a");
        assertThat(refused(node.showing(List.of("DNS:a.b.orders.example"))).reason())
                .isEqualTo(Refusal.Reason.NO_CREDENTIAL);
        assertThat(refused(node.showing(List.of("URI:spiffe://a/ops"))).message())
                .as("a pattern makes nobody of those who are listed")
                .contains("the name ops is that of a principal");
    }

    @Test
    void socketAndNothingAreWhomTheFileSays() throws Exception {
        AccessNode node = new AccessNode(folder, "unix_socket: local", "anonymous: anyone");

        assertThat(known(node.showingNothing(true)).name()).isEqualTo("local");
        assertThat(known(node.showingNothing(false)).name()).isEqualTo("anyone");
        assertThat(refused(node.showing("bad")).reason()).isEqualTo(Refusal.Reason.BAD_CREDENTIAL);

        node.write("grants: []");
        node.reviewed();

        assertThat(refused(node.showingNothing(true)).reason()).isEqualTo(Refusal.Reason.NO_CREDENTIAL);
    }

    @Test
    void tokenThatIsTakenOutEndsWhoShowedItAndNobodyElse() throws Exception {
        String both = "principals: [{name: a, tokens: [{hash: \"" + hash("1") + "\"}, {hash: \"" + hash("2") + "\"}]}]";
        AccessNode node = new AccessNode(folder, both);
        Identity first = known(node.showing("1"));
        Identity second = known(node.showing("2"));
        Object stamp = second.stamp();

        node.write("principals: [{name: a, tokens: [{hash: \"" + hash("2") + "\"}]}]");
        node.control().review();
        assertThat(first.ended()).as("a file that may be half written").isEmpty();
        assertThat(second.stamp()).isSameAs(stamp);
        node.control().review();

        assertThat(first.ended().orElseThrow().reason()).isEqualTo(Refusal.Reason.BAD_CREDENTIAL);
        assertThat(second.ended()).isEmpty();
        assertThat(second.stamp()).isNotSameAs(stamp);
    }

    @Test
    void whoIsRevokedIsLetInByNothing() throws Exception {
        String principal = "principals: [{name: a-1, tokens: [{hash: \"" + hash("1") + "\"}]}]";
        AccessNode node = new AccessNode(folder, principal);
        Identity open = known(node.showing("1"));

        node.write(principal, "revoked: [\"a-*\"]");
        node.reviewed();

        assertThat(open.ended().orElseThrow().message()).isEqualTo("a-1 is revoked");
        assertThat(refused(node.showing("1")).message()).isEqualTo("a-1 is revoked");
    }

    @Test
    void badFileKeepsTheRulesFromBefore() throws Exception {
        AccessNode node = new AccessNode(folder, "principals: [{name: a, tokens: [{hash: \"" + hash("1") + "\"}]}]");

        node.write("principles: []");
        node.reviewed();

        assertThat(known(node.showing("1")).name()).isEqualTo("a");
        assertThat(node.control().status().failure().orElseThrow().why())
                .contains("access.yaml:1:1: principles: is not a key; did you mean principals?");
        assertThat(node.told).endsWith("in force", "not in force");

        node.write("anonymous: anyone");
        node.reviewed();

        assertThat(node.control().status().failure()).isEmpty();
        assertThat(known(node.showingNothing(false)).name()).isEqualTo("anyone");
    }

    @Test
    void whoFailsTooOftenIsNotLookedAtAndOthersAre() throws Exception {
        AccessNode node = new AccessNode(folder, "principals: [{name: a, tokens: [{hash: \"" + hash("1") + "\"}]}]");

        for (int i = 0; i < FailureLimiter.BURST; i++) {
            assertThat(refused(node.showing("bad" + i, "10.0.0.9")).reason()).isEqualTo(Refusal.Reason.BAD_CREDENTIAL);
        }

        assertThat(refused(node.showing("bad", "10.0.0.9")).reason()).isEqualTo(Refusal.Reason.TOO_MANY_FAILURES);
        assertThat(known(node.showing("1", "10.0.0.9")).name())
                .as("whoever shares the address with an attacker")
                .isEqualTo("a");
        assertThat(refused(node.showing("bad", "10.0.0.8")).reason()).isEqualTo(Refusal.Reason.BAD_CREDENTIAL);

        node.passes(1);

        assertThat(refused(node.showing("bad", "10.0.0.9")).reason()).isEqualTo(Refusal.Reason.BAD_CREDENTIAL);
        assertThat(refused(node.showing("bad", "10.0.0.9")).reason()).isEqualTo(Refusal.Reason.TOO_MANY_FAILURES);
    }

    @Test
    void networkOfIpv6IsOneSource() throws Exception {
        AccessNode node = new AccessNode(folder, "grants: []");

        for (int i = 0; i < FailureLimiter.BURST; i++) {
            refused(node.showing("bad", "2001:db8::" + i));
        }

        assertThat(refused(node.showing("bad", "2001:db8::ffff")).reason()).isEqualTo(Refusal.Reason.TOO_MANY_FAILURES);
        assertThat(refused(node.showing("bad", "2001:db8:0:1::1")).reason()).isEqualTo(Refusal.Reason.BAD_CREDENTIAL);
    }
}
