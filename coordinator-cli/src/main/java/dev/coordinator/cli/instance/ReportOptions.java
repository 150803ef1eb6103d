package dev.coordinator.cli.instance;

import dev.coordinator.cli.invocation.UnsignedOption;
import dev.coordinator.v1.CheckInRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What a check-in may say, in options.
 *
 * <p>There is none for {@code supersedes}: it is true only for who holds the lock of the instance's state file, which no
 * one at a command line does, and a false one breaks the promise of one primary.
 */
final class ReportOptions {

    @Option(names = "--unelectable", paramLabel = "REASON", description = "It must not be primary, and why.")
    @Nullable
    private String unelectable;

    @Option(names = "--priority", paramLabel = "N", description = "Higher is preferred when a primary is chosen.")
    private int priority;

    @Option(names = "--address", paramLabel = "TEXT", description = "Where the application is reached.")
    private String address = "";

    @Option(names = "--label", paramLabel = "KEY=VALUE", description = "A label; may be repeated.")
    private Map<String, String> labels = Map.of();

    @Option(
            names = "--holding-epoch",
            paramLabel = "N",
            converter = UnsignedOption.class,
            description = "The epoch it believes to hold; 0: none, and it ignores every answer to an earlier check-in.")
    @Nullable
    private Long holdingEpoch;

    @Option(
            names = "--release",
            description = "Give the lease up and go on as a standby; with --holding-epoch, that epoch only.")
    private boolean release;

    @Option(
            names = "--incarnation",
            paramLabel = "N",
            converter = UnsignedOption.class,
            description = "This run of the instance: random, the same for as long as it runs; goes with --seq.")
    private long incarnation;

    @Option(
            names = "--seq",
            paramLabel = "N",
            converter = UnsignedOption.class,
            description = "Higher than at every earlier attempt of this incarnation.")
    private long seq;

    @Option(
            names = "--nonce",
            paramLabel = "N",
            converter = UnsignedOption.class,
            description = "From the answer that asked for it.")
    private long nonce;

    CheckInRequest.Builder request() {
        CheckInRequest.Builder request = CheckInRequest.newBuilder()
                .setPriority(priority)
                .setAddress(address)
                .putAllLabels(labels)
                .setRelease(release)
                .setIncarnation(incarnation)
                .setSeq(seq)
                .setNonce(nonce);
        if (unelectable != null) {
            request.setElectable(false).setUnelectableReason(unelectable);
        }
        if (holdingEpoch != null) {
            request.setHoldingEpoch(holdingEpoch);
        }
        return request;
    }
}
