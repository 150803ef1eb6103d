package dev.coordinator.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Where a webhook is received. What is refused is not repeated in the message: it may hold a secret. */
final class UrlForm implements Form<URI> {

    private static final int MOST_CHARACTERS = 2048;

    @Override
    public Class<URI> type() {
        return URI.class;
    }

    @Override
    public Optional<URI> read(String key, Written value, Problems problems) {
        Optional<URI> url = value instanceof Written.Scalar scalar ? parsed(scalar.text()) : Optional.empty();
        Optional<String> why = url.isEmpty() ? Optional.of("must be " + limits()) : refusal(url.get());
        why.ifPresent(each -> problems.add(key, each));
        return why.isPresent() ? Optional.empty() : url;
    }

    @Override
    public Optional<String> refusal(URI value) {
        if (value.getRawUserInfo() != null) {
            return Optional.of("must have no user and no password; who sends is told by the signature");
        }
        if (value.getRawFragment() != null) {
            return Optional.of("must have no fragment (#), which isn't sent");
        }
        return host(value).isPresent() ? Optional.empty() : Optional.of("must be " + limits());
    }

    @Override
    public String limits() {
        return "an https or http URL with a host, of at most " + MOST_CHARACTERS + " characters";
    }

    @Override
    public String write(URI value) {
        return value.toString();
    }

    static boolean isPlain(URI url) {
        return url.getScheme().equals("http");
    }

    /** Where it is sent; the port only if it is written. */
    static Optional<HostPort> host(URI url) {
        String host = url.getHost();
        boolean known = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
        int port = url.getPort() < 0 ? 1 : url.getPort();
        return known && host != null ? HostPort.parse(host + ":" + port) : Optional.empty();
    }

    private static Optional<URI> parsed(String text) {
        try {
            return text.length() > MOST_CHARACTERS ? Optional.empty() : Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
