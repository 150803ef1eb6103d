package dev.coordinator.server.api.http;

import io.netty.handler.codec.compression.StandardCompressionOptions;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContentCompressor;
import io.netty.handler.codec.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Packs long answers for those who ask for it. The answer to a check-in is too short to gain, and a stream must not wait. */
final class Gzip extends HttpContentCompressor {

    private static final int LEAST_BYTES = 2 * 1024;

    Gzip() {
        super(LEAST_BYTES, StandardCompressionOptions.gzip());
    }

    @Override
    protected @Nullable Result beginEncode(HttpResponse response, String acceptEncoding) throws Exception {
        return response instanceof FullHttpResponse ? super.beginEncode(response, acceptEncoding) : null;
    }
}
