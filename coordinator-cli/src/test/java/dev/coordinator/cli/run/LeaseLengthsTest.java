package dev.coordinator.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.client.Epoch;
import dev.coordinator.client.Lease;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseLengthsTest {

    private final LeaseLengths lengths = new LeaseLengths();

    @Test
    void aLeaseIsKnownToBeRenewedWhenMoreOfItIsLeft() {
        saw(7, 900);
        saw(7, 800);
        assertThat(lengths.isRenewed()).isFalse();
        assertThat(lengths.longest()).isEqualTo(Duration.ofMillis(900));

        saw(7, 2_600);
        saw(7, 2_500);
        assertThat(lengths.isRenewed()).isTrue();
        assertThat(lengths.longest()).isEqualTo(Duration.ofMillis(2_600));
    }

    @Test
    void anotherEpochBeginsAnew() {
        saw(7, 900);
        saw(7, 2_600);

        saw(8, 1_100);

        assertThat(lengths.isRenewed()).isFalse();
        assertThat(lengths.longest()).isEqualTo(Duration.ofMillis(1_100));
    }

    private void saw(long epoch, long millis) {
        lengths.saw(new Lease(new Epoch(epoch), Duration.ofMillis(millis)));
    }
}
