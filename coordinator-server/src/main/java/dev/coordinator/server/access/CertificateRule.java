package dev.coordinator.server.access;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns a subject alternative name of a client's certificate, {@code DNS:a.example} or {@code URI:urn:x}, into a principal's. */
final class CertificateRule {

    static final String DNS = "DNS:";
    static final String URI = "URI:";

    private final Pattern names;
    private final Template principal;

    /**
     * A rule.
     *
     * @param match its stars stand for at least one character, within a label of DNS or a segment of a URI
     * @param principal refers to what the stars stand for as {@code ${1}} to {@code ${4}}
     */
    CertificateRule(String match, Template principal) {
        this.names = Template.parse(match).captures(match.startsWith(DNS) ? "[^.]+" : "[^/]+");
        this.principal = principal;
    }

    /** Whom it makes of the first of these that it fits. */
    Optional<String> principal(List<String> alternatives) {
        for (String alternative : alternatives) {
            Matcher found = names.matcher(alternative);
            if (found.matches()) {
                return principal
                        .text(variable -> Optional.ofNullable(found.group(Integer.parseInt(variable))))
                        .filter(Principal::isName);
            }
        }
        return Optional.empty();
    }
}
