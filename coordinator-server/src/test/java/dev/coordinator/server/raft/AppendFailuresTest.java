package dev.coordinator.server.raft;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.error.RaftError;
import dev.coordinator.server.replication.AppendFailure;
import org.junit.jupiter.api.Test;

/** Only what is known to have been refused may be sent again. */
final class AppendFailuresTest {

    @Test
    void refusalsAreDefinite() {
        assertThat(of(RaftError.EPERM, "Is not leader.")).isEqualTo(AppendFailure.NOT_LEADER);
        assertThat(of(RaftError.EPERM, "expected_term=3 doesn't match current_term=4"))
                .isEqualTo(AppendFailure.NOT_LEADER);
        assertThat(of(RaftError.ENODESHUTDOWN, "Node is shutting down.")).isEqualTo(AppendFailure.NOT_LEADER);
    }

    @Test
    void aFullLogIsBusy() {
        assertThat(of(RaftError.EBUSY, "Node is busy, has too many tasks")).isEqualTo(AppendFailure.BUSY);
        assertThat(of(RaftError.EBUSY, "Is transferring leadership.")).isEqualTo(AppendFailure.BUSY);
    }

    @Test
    void everythingElseIsUnknown() {
        assertThat(of(RaftError.EPERM, "Leader stepped down")).isEqualTo(AppendFailure.OUTCOME_UNKNOWN);
        assertThat(of(RaftError.EINTERNAL, "Fail to append task.")).isEqualTo(AppendFailure.OUTCOME_UNKNOWN);
        assertThat(of(RaftError.ESTATEMACHINE, "")).isEqualTo(AppendFailure.OUTCOME_UNKNOWN);
    }

    private static AppendFailure of(RaftError error, String message) {
        return AppendFailures.of(new Status(error, message));
    }
}
