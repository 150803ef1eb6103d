package dev.coordinator.server.api.http;

import com.google.rpc.Code;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.NetUtil;
import java.util.Locale;
import java.util.Set;

/**
 * Keeps pages of other sites, which a browser shows to somebody who may reach this node, from changing anything here.
 *
 * <p>A browser says in {@code Origin} whose page sends a request. That must be a page of the host which the request is for.
 * Without TLS that doesn't suffice: who owns a name may have it lead here all of a sudden, so that a page of its own seems to be
 * one of this node's. So the host must be an address, {@code localhost}, or a name that the node was told.
 */
final class KnownHosts {

    private final Set<String> names;

    /** @param names in lower case, besides addresses and {@code localhost} */
    KnownHosts(Set<String> names) {
        this.names = Set.copyOf(names);
    }

    /** @param overTls whether the client has seen a certificate of the host's */
    void check(FullHttpRequest request, boolean overTls) throws RefusedException {
        String origin = request.headers().get(HttpHeaderNames.ORIGIN);
        boolean changesNothing =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        if (origin == null || changesNothing) {
            return;
        }
        String host = request.headers().get(HttpHeaderNames.HOST, "");
        boolean isItsOwn = origin.equals("https://" + host) || (!overTls && origin.equals("http://" + host));
        if (!isItsOwn) {
            throw refused("OTHER_ORIGIN", "a page of " + Problem.shown(origin) + " may not change anything here");
        }
        if (!overTls && !isKnown(name(host))) {
            throw refused(
                    "UNKNOWN_HOST",
                    "a page of " + Problem.shown(origin) + " may change something here only if http.hosts names "
                            + Problem.shown(name(host)));
        }
    }

    private boolean isKnown(String name) {
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || NetUtil.isValidIpV4Address(name)
                || NetUtil.isValidIpV6Address(name)
                || names.contains(name);
    }

    /** Without its port and an address's brackets. */
    private static String name(String host) {
        int bracket = host.lastIndexOf(']');
        int colon = host.indexOf(':', bracket + 1);
        String name = colon < 0 ? host : host.substring(0, colon);
        String bare = name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
        return bare.toLowerCase(Locale.ROOT);
    }

    private static RefusedException refused(String reason, String message) {
        return new RefusedException(Problem.of(HttpResponseStatus.FORBIDDEN, Code.PERMISSION_DENIED, reason, message));
    }
}
