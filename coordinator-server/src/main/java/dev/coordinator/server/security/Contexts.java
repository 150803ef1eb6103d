package dev.coordinator.server.security;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLException;

/** Turns material into what connections are made with: TLS 1.3, and nothing older. */
final class Contexts {

    private static final String PROTOCOL = "TLSv1.3";

    /** A session that is resumed shows no certificate, so one that has expired meanwhile lives on no longer than this. */
    private static final long SESSION_SECONDS = 300;

    private Contexts() {}

    static SslContext server(TlsSources sources, Material material, List<String> protocols) throws TlsException {
        SslContextBuilder builder = SslContextBuilder.forServer(material.key(), chain(material))
                .clientAuth(
                        switch (sources.clients()) {
                            case NONE -> ClientAuth.NONE;
                            case OPTIONAL -> ClientAuth.OPTIONAL;
                            case REQUIRED -> ClientAuth.REQUIRE;
                        });
        if (!protocols.isEmpty()) {
            builder.applicationProtocolConfig(new ApplicationProtocolConfig(
                    ApplicationProtocolConfig.Protocol.ALPN,
                    ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                    ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                    protocols));
        }
        return build(sources, builder, material);
    }

    static SslContext client(TlsSources sources, Material material) throws TlsException {
        return build(
                sources,
                SslContextBuilder.forClient()
                        .keyManager(material.key(), chain(material))
                        .endpointIdentificationAlgorithm("HTTPS"),
                material);
    }

    private static SslContext build(TlsSources sources, SslContextBuilder builder, Material material)
            throws TlsException {
        if (!material.authorities().isEmpty()) {
            builder.trustManager(material.authorities().toArray(X509Certificate[]::new));
        }
        try {
            return builder.protocols(PROTOCOL)
                    .sslProvider(SslProvider.JDK)
                    .sessionTimeout(SESSION_SECONDS)
                    .build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new TlsException(sources.certificate() + ": can't be used for TLS: " + e.getMessage(), e);
        }
    }

    private static X509Certificate[] chain(Material material) {
        return material.chain().toArray(X509Certificate[]::new);
    }
}
