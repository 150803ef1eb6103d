package dev.coordinator.cli.token;

import dev.coordinator.cli.invocation.ExitStatus;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.cli.invocation.UsageError;
import dev.coordinator.client.token.ClientToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code coordctl token}. */
@Command(
        name = "token",
        description = {
            "Make a token, and its hash for the file of api.access.",
            "256 random bits. The nodes' file has the hash, whoever calls has the token. Asks no node."
        },
        footer = {
            "",
            "  coordctl token --out ops.token",
            "  coordctl token --of ops.token",
            "  coordctl pools --token-file ops.token"
        })
public final class TokenCommand implements Callable<Integer> {

    private static final int RANDOM_BYTES = 32;

    /** By which a token is known where it doesn't belong. */
    private static final String PREFIX = "coord_";

    private final Invocation invocation;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            order = 1,
            description = "Write the token to this new file, for your eyes only, instead of showing it.")
    @Nullable
    private Path out;

    @Option(
            names = "--of",
            paramLabel = "FILE",
            order = 2,
            description = "Make none: say the hash of the token in this file.")
    @Nullable
    private Path existing;

    public TokenCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Path file = existing;
        if (file != null) {
            if (out != null) {
                throw new UsageError("--of and --out: one of them, not both.");
            }
            tell("", hash(read(file)));
            return ExitStatus.OK.code();
        }
        String token = made();
        if (out == null) {
            tell(token, hash(token));
            return ExitStatus.OK.code();
        }
        return write(out, token);
    }

    private int write(Path file, String token) {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, token + "\n", StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException there) {
            invocation.complain(file + " is there already. Nothing was done.");
            return ExitStatus.FAILED.code();
        } catch (IOException failed) {
            invocation.complain(file + " could not be written: " + failed.getMessage() + ".");
            return ExitStatus.FAILED.code();
        }
        tell("", hash(token));
        return ExitStatus.OK.code();
    }

    private static String read(Path file) {
        try {
            return ClientToken.inFile(file).get();
        } catch (IllegalArgumentException | UncheckedIOException unfit) {
            throw new UsageError("--of: " + unfit.getMessage() + ".");
        }
    }

    private void tell(String token, String hash) {
        if (invocation.json()) {
            String shown = token.isEmpty() ? "" : "\"token\": \"" + token + "\", ";
            invocation.say("{" + shown + "\"hash\": \"" + hash + "\"}");
            return;
        }
        if (!token.isEmpty()) {
            invocation.say("token: " + token);
        }
        invocation.say("- hash: " + hash);
    }

    private static String made() {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
