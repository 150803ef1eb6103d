package dev.coordinator.server.access;

import static dev.coordinator.server.access.AccessNode.known;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules in the documentation are good, mean what it says, and are those of the example. */
final class DocumentedRulesTest {

    private static final Path DOCUMENTATION = Path.of("..", "docs", "security.md");
    private static final Path EXAMPLE = Path.of("..", "deploy", "access.example.yaml");

    @TempDir
    Path folder;

    private final TestIssuer issuer = new TestIssuer("k1");
    private AccessNode node;

    @BeforeEach
    void start() throws IOException {
        issuer.writeTo(folder.resolve("platform.jwks"));
        node = new AccessNode(folder, documented());
    }

    private static String documented() throws IOException {
        String text = Files.readString(DOCUMENTATION);
        int begin = text.indexOf("```yaml\nprincipals:") + "```yaml\n".length();
        return text.substring(begin, text.indexOf("```", begin));
    }

    @Test
    void exampleHasTheSame() throws IOException {
        assertThat(Files.readString(EXAMPLE)).endsWith("\n" + documented());
    }

    @Test
    void instancesSpeakForThemselves() {
        Identity certified = known(node.showing(List.of("URI:spiffe://example.org/orders/7")));
        Identity stated = known(node.showing(
                issuer.signed(TestIssuer.about("system:serviceaccount:shop:web", AccessNode.NOW.plusSeconds(60))
                        .claim("pool", "shop")
                        .claim("instance", "web-1"))));

        assertThat(certified.name()).isEqualTo("orders-7");
        assertThat(certified.may(Need.checkIn("orders", "orders-7"))).isTrue();
        assertThat(certified.may(Need.checkIn("orders", "orders-8"))).isFalse();
        assertThat(certified.may(Need.ofPool(Verb.READ, "orders"))).isTrue();
        assertThat(stated.may(Need.checkIn("shop", "web-1"))).isTrue();
        assertThat(stated.may(Need.checkIn("shop", "web-2"))).isFalse();
        assertThat(stated.may(Need.ofSomePool(Verb.READ))).isFalse();
    }

    @Test
    void operatorsMayEverythingButSpeakForInstances() {
        Identity ops = known(node.showingNothing(true));

        assertThat(ops.name()).isEqualTo("ops");
        assertThat(ops.may(Need.ofEveryPool(Verb.ADMINISTER))).isTrue();
        assertThat(ops.may(Need.checkIn("orders", "orders-7"))).isFalse();
        assertThat(node.control().isOpen(Open.HEALTH)).isTrue();
        assertThat(node.control().isOpen(Open.METRICS)).isFalse();
    }

    @Test
    void documentationHasEveryVerbAndEveryReason() throws IOException {
        String text = Files.readString(DOCUMENTATION);

        assertThat(Verb.values()).allSatisfy(verb -> assertThat(text).contains("| `" + verb.word() + "` |"));
        assertThat(Refusal.Reason.values())
                .allSatisfy(reason -> assertThat(text).contains("| " + reason + " |"));
        assertThat(Open.values()).allSatisfy(open -> assertThat(text).contains("`" + open.word() + "`"));
    }
}
