package dev.coordinator.server.security;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Whom a certificate is about, by its subject alternative names. */
public final class SubjectNames {

    private static final int DNS = 2;
    private static final int URI = 6;
    private static final int IP = 7;

    private SubjectNames() {}

    /** As people write them, {@code DNS:n1.example}, {@code IP:10.0.0.1}, {@code URI:urn:…}; other kinds are left out. */
    public static List<String> of(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        for (List<?> name : alternatives(certificate)) {
            switch (kind(name)) {
                case DNS -> names.add("DNS:" + name.get(1));
                case URI -> names.add("URI:" + name.get(1));
                case IP -> names.add("IP:" + name.get(1));
                default -> {}
            }
        }
        return List.copyOf(names);
    }

    /** Whether one can connect to it by name or address. */
    static boolean nameAHost(X509Certificate certificate) {
        return alternatives(certificate).stream().anyMatch(name -> kind(name) == DNS || kind(name) == IP);
    }

    /** Whether the certificate has the role. */
    public static boolean contain(X509Certificate certificate, String role) {
        return alternatives(certificate).stream().anyMatch(name -> kind(name) == URI && role.equals(name.get(1)));
    }

    private static int kind(List<?> name) {
        return name.get(0) instanceof Integer kind ? kind : -1;
    }

    /** What can't be read says nothing. */
    private static Collection<List<?>> alternatives(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException unreadable) {
            return List.of();
        }
    }
}
