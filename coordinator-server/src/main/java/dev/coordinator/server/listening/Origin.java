package dev.coordinator.server.listening;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import org.jspecify.annotations.Nullable;

/** Where a connection comes from, as people read it. */
public final class Origin {

    /** Of a client of a Unix domain socket. */
    public static final String UNIX = "a unix socket";

    private Origin() {}

    /** The other side's address without its port; a client of a Unix domain socket has none. */
    public static String of(@Nullable SocketAddress remote) {
        if (remote instanceof InetSocketAddress inet) {
            InetAddress address = inet.getAddress();
            return address == null ? inet.getHostString() : withoutZone(address.getHostAddress());
        }
        boolean isUnix = remote instanceof UnixDomainSocketAddress
                || remote instanceof io.netty.channel.unix.DomainSocketAddress;
        return isUnix ? UNIX : "an unknown address";
    }

    /** An IPv6 address may name the interface that it was reached by, which means nothing elsewhere. */
    private static String withoutZone(String address) {
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }
}
