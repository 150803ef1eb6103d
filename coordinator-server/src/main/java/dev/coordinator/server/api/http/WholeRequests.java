package dev.coordinator.server.api.http;

import com.google.rpc.Code;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/** Puts requests together, up to the bound of a body, and says why where it can't. */
final class WholeRequests extends HttpObjectAggregator {

    /** Fired as a user event instead of a request that is refused before it is whole. */
    record Refused(Problem problem) {}

    WholeRequests(int mostBodyBytes) {
        super(mostBodyBytes);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage message) {
        ctx.fireUserEventTriggered(new Refused(tooLarge()));
    }

    /** To a client that asks before it sends its body; what it sends all the same is read over. */
    @Override
    protected Object newContinueResponse(HttpMessage start, int mostBytes, ChannelPipeline pipeline) {
        if (!start.headers().contains(HttpHeaderNames.EXPECT)) {
            return super.newContinueResponse(start, mostBytes, pipeline);
        }
        if (!HttpUtil.is100ContinueExpected(start)) {
            return refusal(Problem.of(
                    HttpResponseStatus.EXPECTATION_FAILED,
                    Code.INVALID_ARGUMENT,
                    "EXPECTATION_FAILED",
                    "the only expectation is 100-continue"));
        }
        return HttpUtil.getContentLength(start, -1L) > mostBytes
                ? refusal(tooLarge())
                : super.newContinueResponse(start, mostBytes, pipeline);
    }

    @Override
    protected boolean closeAfterContinueResponse(Object response) {
        return ignoreContentAfterContinueResponse(response);
    }

    private Problem tooLarge() {
        return Problem.tooLarge(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "body", maxContentLength());
    }

    private static DefaultFullHttpResponse refusal(Problem problem) {
        Answer answer = Answer.of(problem);
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                answer.status(),
                Unpooled.wrappedBuffer(answer.body().asReadOnlyByteBuffer()));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, answer.type())
                .set(HttpHeaderNames.CONTENT_LENGTH, answer.body().size())
                .set(HttpHeaderNames.CONNECTION, "close");
        return response;
    }
}
