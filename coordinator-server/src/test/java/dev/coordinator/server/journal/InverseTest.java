package dev.coordinator.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.server.lease.Alarm;
import dev.coordinator.server.lease.Candidate;
import dev.coordinator.server.lease.Change;
import dev.coordinator.server.lease.ChangeCause;
import dev.coordinator.server.lease.ChangeKind;
import dev.coordinator.server.lease.ClusterTime;
import dev.coordinator.server.lease.Command;
import dev.coordinator.server.lease.Cordon;
import dev.coordinator.server.lease.Decision;
import dev.coordinator.server.lease.Dispute;
import dev.coordinator.server.lease.DrainCause;
import dev.coordinator.server.lease.Holding;
import dev.coordinator.server.lease.Operation;
import dev.coordinator.server.lease.Pause;
import dev.coordinator.server.lease.PoolImage;
import dev.coordinator.server.lease.PoolName;
import dev.coordinator.server.lease.Presence;
import dev.coordinator.server.lease.Refusal;
import dev.coordinator.server.lease.Role;
import dev.coordinator.server.lease.RoleReason;
import dev.coordinator.server.lease.SeatImage;
import dev.coordinator.server.lease.StateImage;
import dev.coordinator.server.lease.Tenure;
import dev.coordinator.server.roster.NextRoster;
import dev.coordinator.server.roster.NodeChange;
import dev.coordinator.server.roster.Registry;
import dev.coordinator.server.roster.Standing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Decoding is the inverse of encoding, and one value has one encoding. */
final class InverseTest {

    private static final int SEEDS = 400;
    private static final String NEVER_CALLED_OFF = "a drain that is not called off yet";

    @Test
    void entryIsReadAsItWasWrittenAndWrittenAgainByteForByte() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Group group = new AnyValues(seed).group();

            byte[] bytes = Entries.encode(group);

            assertThat(Entries.decode(bytes)).as("seed %d", seed).isEqualTo(group);
            assertThat(Entries.encode(Entries.decode(bytes)))
                    .as("seed %d", seed)
                    .isEqualTo(bytes);
            assertThat(Entries.encode(new AnyValues(seed).group()))
                    .as("seed %d", seed)
                    .isEqualTo(bytes);
        }
    }

    @Test
    void whatANodeSaysToAnotherIsReadAsItWasWritten() {
        for (long seed = 0; seed < SEEDS; seed++) {
            AnyValues any = new AnyValues(seed);
            List<PeerMessage> messages = List.of(
                    new PeerMessage.Forward(any.group().commands()),
                    new PeerMessage.Announcement(
                            seed, List.of(any.change(new PoolName("p")), any.change(new PoolName("q")))));

            for (PeerMessage message : messages) {
                assertThat(PeerMessages.decode(PeerMessages.encode(message)))
                        .as("seed %d", seed)
                        .isEqualTo(message);
            }
        }
    }

    @Test
    void imageIsReadAsItWasWrittenAndWrittenAgainByteForByte() throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            Image image = new AnyValues(seed).image();

            byte[] bytes = written(image);
            Image read = Images.read(new ByteArrayInputStream(bytes));

            assertThat(read).as("seed %d", seed).isEqualTo(image);
            assertThat(written(read)).as("seed %d", seed).isEqualTo(bytes);
            assertThat(written(new AnyValues(seed).image())).as("seed %d", seed).isEqualTo(bytes);
        }
    }

    @Test
    void outcomesAreReadAsTheyWereWritten() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Outcomes outcomes = new AnyDecisions(seed).decided();

            byte[] bytes = OutcomesCodec.encode(outcomes);

            assertThat(OutcomesCodec.decode(bytes)).as("seed %d", seed).isEqualTo(outcomes);
            assertThat(OutcomesCodec.encode(OutcomesCodec.decode(bytes)))
                    .as("seed %d", seed)
                    .isEqualTo(bytes);
        }
        List.of(new Outcomes.NotLeading(), new Outcomes.Overloaded(), new Outcomes.Unknown())
                .forEach(each -> assertThat(OutcomesCodec.decode(OutcomesCodec.encode(each)))
                        .isEqualTo(each));
    }

    /** So that a new kind of anything fails here until it has a form in the journal. */
    @Test
    void everyKindOfEverythingWasAmongThem() {
        Set<Object> seen = new HashSet<>();
        LongStream.range(0, SEEDS).forEach(seed -> {
            note(seen, new AnyValues(seed).group());
            note(seen, new AnyValues(seed).image().nodes());
            note(seen, new AnyValues(seed).image().state());
            note(seen, new AnyDecisions(seed).decided());
        });

        assertThat(seen)
                .contains((Object[]) Command.class.getPermittedSubclasses())
                .contains((Object[]) Operation.class.getPermittedSubclasses())
                .contains((Object[]) Holding.class.getPermittedSubclasses())
                .contains((Object[]) Decision.class.getPermittedSubclasses())
                .contains((Object[]) Tenure.class.getPermittedSubclasses())
                .contains((Object[]) ChangeKind.values())
                .contains((Object[]) ChangeCause.values())
                .contains((Object[]) Candidate.Verdict.values())
                .contains((Object[]) DrainCause.values())
                .contains((Object[]) Presence.values())
                .contains(Pause.class, Alarm.class, Cordon.class, Dispute.class, NEVER_CALLED_OFF)
                .contains((Object[]) Role.values())
                .contains((Object[]) RoleReason.values())
                .contains((Object[]) Refusal.values())
                .contains((Object[]) Standing.values())
                .contains((Object[]) NodeChange.Kind.values())
                .contains(NextRoster.class, NodeChange.class);
    }

    private static void note(Set<Object> seen, Registry nodes) {
        nodes.roster().members().values().forEach(member -> seen.add(member.standing()));
        nodes.history().forEach(recorded -> seen.add(recorded.change().kind()));
    }

    private static void note(Set<Object> seen, Group group) {
        group.roster().ifPresent(next -> {
            seen.add(next.getClass());
            next.change().ifPresent(change -> seen.add(change.getClass()));
        });
        for (Command command : group.commands()) {
            seen.add(command.getClass());
            if (command instanceof Command.Renewal renewal) {
                seen.add(renewal.holding().getClass());
            } else if (command instanceof Command.Operate operate) {
                seen.add(operate.operation().getClass());
            }
        }
    }

    private static void note(Set<Object> seen, StateImage image) {
        for (PoolImage pool : image.pools()) {
            seen.add(pool.tenure().getClass());
            if (pool.tenure() instanceof Tenure.Draining draining) {
                seen.add(draining.cause());
                seen.add(draining.callOffAt().equals(ClusterTime.NEVER) ? NEVER_CALLED_OFF : Tenure.Draining.class);
            }
            pool.pause().ifPresent(pause -> seen.add(pause.getClass()));
            pool.alarms().forEach(alarm -> seen.add(alarm.getClass()));
            for (SeatImage seat : pool.seats()) {
                seen.add(seat.presence());
                seat.cordon().ifPresent(cordon -> seen.add(cordon.getClass()));
                seat.dispute().ifPresent(dispute -> seen.add(dispute.getClass()));
            }
            for (Change change : pool.history()) {
                seen.add(change.kind());
                seen.add(change.cause());
                change.candidates().forEach(candidate -> seen.add(candidate.verdict()));
            }
        }
    }

    private static void note(Set<Object> seen, Outcomes.Decided decided) {
        for (Decision decision : decided.decisions()) {
            seen.add(decision.getClass());
            if (decision instanceof Decision.Answer answer) {
                seen.add(answer.role());
                seen.add(answer.reason());
            } else if (decision instanceof Decision.Refused refused) {
                seen.add(refused.refusal());
            }
        }
    }

    private static byte[] written(Image image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Images.write(image, out);
        return out.toByteArray();
    }
}
