package dev.coordinator.cli.certs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Where an authority and its certificates are: {@code NAME.crt} and {@code NAME.key} of each, for their owner alone. */
final class Folder {

    static final String AUTHORITY = "ca";

    private static final String CERTIFICATE = ".crt";
    private static final String KEY = ".key";
    private static final int LINE = 64;
    private static final int DNS = 2;
    private static final int URI = 6;
    private static final int ADDRESS = 7;

    private final Path path;

    Folder(Path path) {
        this.path = path;
    }

    boolean has(String name) {
        return Files.exists(certificate(name)) || Files.exists(key(name));
    }

    Path certificate(String name) {
        return path.resolve(name + CERTIFICATE);
    }

    Path key(String name) {
        return path.resolve(name + KEY);
    }

    /** @throws IOException if a file of the authority's is missing */
    void requireAuthority() throws IOException {
        for (Path needed : List.of(certificate(AUTHORITY), key(AUTHORITY))) {
            if (!Files.exists(needed)) {
                throw new IOException(needed + " is not there, and only the authority that is to be used can sign");
            }
        }
    }

    /** @throws IOException if it isn't there, or isn't one */
    Authority authority() throws IOException {
        requireAuthority();
        X509Certificate certificate = read(certificate(AUTHORITY));
        String text = Files.readString(key(AUTHORITY), StandardCharsets.US_ASCII);
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
            PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(bytes));
            return new Authority(certificate, key);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(key(AUTHORITY) + " is not the key of an authority made by this command", e);
        }
    }

    /** All but the authority, as their certificates say, in the order of their names. */
    List<Holder> holders() throws IOException {
        List<Holder> holders = new ArrayList<>();
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(CERTIFICATE) && !name.equals(AUTHORITY + CERTIFICATE)) {
                    holders.add(holder(name.substring(0, name.length() - CERTIFICATE.length()), read(file)));
                }
            }
        }
        return holders;
    }

    private static Holder holder(String name, X509Certificate certificate) throws IOException {
        List<String> hosts = new ArrayList<>();
        boolean isNode = false;
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            for (List<?> each : names == null ? List.<List<?>>of() : names) {
                int kind = each.get(0) instanceof Integer number ? number : -1;
                if (kind == DNS || kind == ADDRESS) {
                    hosts.add(String.valueOf(each.get(1)));
                }
                isNode |= kind == URI && Authority.RAFT_PEER.equals(each.get(1));
            }
        } catch (CertificateParsingException e) {
            throw new IOException(name + CERTIFICATE + " can't be read: " + e.getMessage(), e);
        }
        return new Holder(name, hosts, isNode);
    }

    private static X509Certificate read(Path file) throws IOException {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " is not a certificate: " + e.getMessage(), e);
        }
    }

    void make() throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    /**
     * Writes the key, then the certificate.
     *
     * @throws FileAlreadyExistsException if one is there and is not to be replaced
     */
    void write(String name, X509Certificate certificate, PrivateKey key, boolean replace)
            throws IOException, GeneralSecurityException {
        if (!replace && has(name)) {
            throw new FileAlreadyExistsException(certificate(name).toString());
        }
        write(key(name), pem("PRIVATE KEY", key.getEncoded()));
        write(certificate(name), pem("CERTIFICATE", certificate.getEncoded()));
    }

    /** Whole or not at all. */
    private static void write(Path file, String text) throws IOException {
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        Files.deleteIfExists(partial);
        Files.createFile(partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(partial, text, StandardOpenOption.WRITE);
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String pem(String label, byte[] bytes) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + label
                + "-----\n";
    }
}
