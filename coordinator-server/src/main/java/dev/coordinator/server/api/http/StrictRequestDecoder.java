package dev.coordinator.server.api.http;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;

/**
 * Takes no request of which two readers could disagree where it ends. The library would drop one of two contradicting
 * lengths, and take a coding it doesn't know for its body.
 */
final class StrictRequestDecoder extends HttpRequestDecoder {

    static final int MOST_LINE_BYTES = 8 * 1024;
    static final int MOST_HEADER_BYTES = 16 * 1024;

    StrictRequestDecoder() {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(MOST_LINE_BYTES)
                .setMaxHeaderSize(MOST_HEADER_BYTES)
                .setAllowDuplicateContentLengths(false)
                .setStrictLineParsing(true));
    }

    /** Called when the headers are read, before the body is. */
    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        List<String> codings = message.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (!codings.isEmpty()) {
            if (codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
                throw new IllegalArgumentException("the only transfer coding is chunked");
            }
            if (!message.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
                throw new IllegalArgumentException("only HTTP/1.1 has transfer codings");
            }
        }
        return super.isContentAlwaysEmpty(message);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("a request has Content-Length or Transfer-Encoding, not both");
    }
}
