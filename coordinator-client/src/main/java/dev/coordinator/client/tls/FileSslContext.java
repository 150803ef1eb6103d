package dev.coordinator.client.tls;

import io.grpc.netty.GrpcSslContexts;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolNegotiator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSessionContext;

/** Looks at the files at each new connection, and begins it with what they hold then, or held when they were last fit. */
final class FileSslContext extends SslContext {

    private static final Logger LOG = System.getLogger(FileSslContext.class.getName());

    private final ClientTls tls;
    private FileTexts used;
    private SslContext context;
    private String trouble = "";

    FileSslContext(ClientTls tls) {
        this.tls = tls;
        used = FileTexts.read(tls);
        context = build(used);
    }

    private synchronized SslContext current() {
        try {
            FileTexts now = FileTexts.read(tls);
            if (!now.equals(used)) {
                context = build(now);
                used = now;
            }
            trouble = "";
        } catch (IllegalArgumentException unfit) {
            if (!trouble.equals(unfit.getMessage())) {
                trouble = String.valueOf(unfit.getMessage());
                LOG.log(Level.WARNING, "{0}; what it held before is used on", trouble);
            }
        }
        return context;
    }

    private SslContext build(FileTexts texts) {
        SslContextBuilder builder = GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
                .protocols("TLSv1.3");
        texts.authorities().ifPresent(text -> {
            try {
                builder.trustManager(stream(text));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        tls.authorities().orElseThrow() + ": must hold certificates in PEM: " + e.getMessage(), e);
            }
        });
        Optional<ClientTls.Own> own = tls.own();
        if (own.isPresent()) {
            OwnIdentity identity = OwnIdentity.read(
                    own.get(), texts.certificate().orElseThrow(), texts.key().orElseThrow());
            builder.keyManager(new OwnCredential(identity));
        }
        try {
            return builder.build();
        } catch (SSLException e) {
            throw new IllegalArgumentException("these files can't be used for TLS: " + e.getMessage(), e);
        }
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public boolean isClient() {
        return true;
    }

    @Override
    public synchronized List<String> cipherSuites() {
        return context.cipherSuites();
    }

    @Override
    @SuppressWarnings("deprecation") // Of the method that is to be overridden.
    public synchronized ApplicationProtocolNegotiator applicationProtocolNegotiator() {
        return context.applicationProtocolNegotiator();
    }

    @Override
    public SSLEngine newEngine(ByteBufAllocator allocator) {
        return current().newEngine(allocator);
    }

    @Override
    public SSLEngine newEngine(ByteBufAllocator allocator, String peerHost, int peerPort) {
        return current().newEngine(allocator, peerHost, peerPort);
    }

    @Override
    public synchronized SSLSessionContext sessionContext() {
        return context.sessionContext();
    }
}
