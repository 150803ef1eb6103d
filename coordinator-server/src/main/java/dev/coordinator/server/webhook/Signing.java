package dev.coordinator.server.webhook;

import dev.coordinator.server.outbox.WebhookName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The secrets in use, the newest first. All of them sign, so that a receiver may know either during a change. */
record Signing(List<Secret> secrets) {

    Signing {
        secrets = List.copyOf(secrets);
    }

    /** @throws WebhookException if one of the files can't be used */
    static Signing read(WebhookName webhook, List<Path> files) throws WebhookException {
        List<Secret> secrets = new ArrayList<>();
        for (Path file : files) {
            String text = SmallFile.read(webhook, file);
            secrets.add(Secret.parse(text)
                    .orElseThrow(() -> new WebhookException(
                            webhook,
                            file,
                            "must hold whsec_ and the base64 of 24 to 64 random bytes, as this makes:"
                                    + " echo \"whsec_$(openssl rand -base64 32)\"")));
        }
        return new Signing(secrets);
    }

    /** One signature of each secret, with spaces between. */
    String signatures(String id, long timestampSeconds, String body) {
        String signed = id + "." + timestampSeconds + "." + body;
        return secrets.stream().map(secret -> secret.sign(signed)).collect(Collectors.joining(" "));
    }

    /** Which secrets signed, in the same order. */
    String ids() {
        return secrets.stream().map(Secret::id).collect(Collectors.joining(" "));
    }
}
