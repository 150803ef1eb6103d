package dev.coordinator.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.server.lease.Actor;
import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.Trigger;
import dev.coordinator.server.replication.ChangeListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

final class ChangeLogTest {

    private static final Change GRANTED = new Change(
            new PoolName("billing"),
            ChangeKind.GRANTED,
            new Trigger(ChangeCause.EXPIRED, Actor.NONE, 0),
            Optional.of(new InstanceId("a")),
            Optional.of(new InstanceId("b")),
            7,
            0,
            12,
            List.of());

    private final List<Change> passedOn = new ArrayList<>();
    private final ChangeListener next = new ChangeListener() {
        @Override
        public void announced(long logIndex, List<Change> changes) {
            passedOn.addAll(changes);
        }

        @Override
        public void applied(long logIndex, List<Change> changes) {
            passedOn.addAll(changes);
        }

        @Override
        public void replaced(long logIndex) {}
    };

    @Test
    void changesArePassedOnBeforeAnythingIsWritten() {
        List<Runnable> waiting = new ArrayList<>();

        new ChangeLog(next, waiting::add).applied(1, List.of(GRANTED));

        assertThat(passedOn).containsExactly(GRANTED);
        assertThat(waiting).hasSize(1);
    }

    @Test
    void lineSaysWhoAskedAndWhatForAndStaysOneLine() {
        Change drain = new Change(
                new PoolName("billing"),
                ChangeKind.DRAINING,
                new Trigger(
                        ChangeCause.SWITCHOVER, new Actor("alice@laptop from ::1", "so \"new\"\nevent=x\u2028\\"), 0),
                Optional.of(new InstanceId("a")),
                Optional.of(new InstanceId("b")),
                7,
                0,
                0,
                List.of());

        assertThat(ChangeLog.line(9, drain))
                .isEqualTo("event=draining pool=billing from=a to=b epoch=7 cause=switchover"
                        + " actor=\"alice@laptop from ::1\" comment=\"so \\\"new\\\"?event=x?\\\\\" index=9");
    }

    @Test
    void lineSaysHowManyCheckInsWereMissed() {
        Change expiry = new Change(
                new PoolName("billing"),
                ChangeKind.VACATED,
                new Trigger(ChangeCause.EXPIRED, Actor.NONE, 4),
                Optional.of(new InstanceId("a")),
                Optional.empty(),
                7,
                0,
                0,
                List.of());

        assertThat(ChangeLog.line(9, expiry))
                .isEqualTo("event=vacated pool=billing from=a epoch=7 cause=expired missed=4 index=9");
    }

    @Test
    void aFullWriterDelaysAndLosesNoChange() {
        ChangeLog log = new ChangeLog(next, line -> {
            throw new RejectedExecutionException("full");
        });

        log.applied(1, List.of(GRANTED));
        log.applied(2, List.of(GRANTED));

        assertThat(passedOn).containsExactly(GRANTED, GRANTED);
    }
}
