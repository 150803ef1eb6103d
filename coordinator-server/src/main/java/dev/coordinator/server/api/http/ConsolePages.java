package dev.coordinator.server.api.http;

import com.google.protobuf.ByteString;
import dev.coordinator.server.console.ConsoleFile;
import dev.coordinator.server.console.ConsoleFiles;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The web console at {@code /}. Browsers keep its files and ask each time whether they still hold, so that after an update of
 * the node nobody looks at a mixture.
 */
final class ConsolePages {

    /**
     * What the page may do: load its own files, ask its own node, and nothing that is written into it by somebody else. No
     * text becomes markup, whatever a script does.
     */
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'; trusted-types 'none'";

    private static final Map<String, String> HEADERS = Map.of(
            HttpHeaderNames.CONTENT_SECURITY_POLICY.toString(),
            POLICY,
            "x-content-type-options",
            "nosniff",
            "x-frame-options",
            "DENY",
            "referrer-policy",
            "no-referrer",
            "cross-origin-resource-policy",
            "same-origin",
            HttpHeaderNames.CACHE_CONTROL.toString(),
            "no-cache",
            HttpHeaderNames.VARY.toString(),
            "accept-encoding");

    private static final int ETAG_BYTES = 12;

    private ConsolePages() {}

    /** Every route of it. */
    static List<Route> routes(ConsoleMode mode) {
        List<Route> routes = new ArrayList<>();
        if (mode != ConsoleMode.OFF) {
            routes.add(Route.get("/", serving(ConsoleFiles.page(mode == ConsoleMode.ON))));
            ConsoleFiles.loaded().forEach(file -> routes.add(Route.get("/console/" + file.name(), serving(file))));
        }
        return routes;
    }

    private static Action serving(ConsoleFile file) {
        String tag = tag(file.text());
        Map<String, String> headers = new TreeMap<>(HEADERS);
        headers.put(HttpHeaderNames.ETAG.toString(), tag);
        Answer whole = new Answer(
                HttpResponseStatus.OK,
                AsciiString.cached(file.type()),
                ByteString.copyFromUtf8(file.text()),
                Map.copyOf(headers));
        Answer unchanged = Answer.bare(HttpResponseStatus.NOT_MODIFIED, Map.copyOf(headers));
        return (request, exchange) -> {
            RpcAction.requireJson(request, false);
            String known = request.headers().get(HttpHeaderNames.IF_NONE_MATCH, "");
            exchange.answer(holds(known, tag) ? unchanged : whole);
        };
    }

    /** Whether one of the tags that a browser knows is that of the file. */
    private static boolean holds(String known, String tag) {
        for (String each : known.split(",", -1)) {
            if (each.strip().equals(tag) || each.strip().equals("*")) {
                return true;
            }
        }
        return false;
    }

    /** A weak one: packed and unpacked have the same. */
    private static String tag(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "W/\"" + HexFormat.of().formatHex(digest, 0, ETAG_BYTES) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
