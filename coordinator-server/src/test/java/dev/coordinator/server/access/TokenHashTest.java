package dev.coordinator.server.access;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

final class TokenHashTest {

    @Test
    void isWhatOtherToolsCompute() {
        assertThat(TokenHash.of("abc"))
                .hasToString("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
                .isEqualTo(TokenHash.parse(TokenHash.of("abc").toString()).orElseThrow())
                .isNotEqualTo(TokenHash.of("abd"));
    }

    /** Where two hashes are compared, it takes the same time wherever they differ. */
    @Test
    void hashesAreComparedInConstantTime() {
        JavaClasses hash = new ClassFileImporter().importClasses(TokenHash.class);

        noClasses()
                .should()
                .callMethod(java.util.Arrays.class, "equals", byte[].class, byte[].class)
                .check(hash);
        assertThat(hash.get(TokenHash.class)
                        .getMethod("isSame", TokenHash.class)
                        .getMethodCallsFromSelf())
                .extracting(call -> call.getTarget().getFullName())
                .containsExactly("java.security.MessageDigest.isEqual([B, [B)");
        assertThat(hash.get(TokenHash.class).getMethod("equals", Object.class).getMethodCallsFromSelf())
                .extracting(call -> call.getTarget().getName())
                .containsExactly("isSame");
    }
}
