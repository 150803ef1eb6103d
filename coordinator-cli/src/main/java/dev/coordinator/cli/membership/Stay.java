package dev.coordinator.cli.membership;

import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.client.Coordinator;
import dev.coordinator.client.CoordinatorBuilder;
import dev.coordinator.client.Member;
import dev.coordinator.client.MemberRole;
import dev.coordinator.client.Membership;
import java.time.Duration;
import java.util.function.Consumer;

/** One membership, from joining to leaving. */
final class Stay {

    /** A little more than the library takes to leave, or to give it up. */
    static final Duration LONGEST_GOODBYE = Duration.ofSeconds(4);

    private static final Duration GOODBYE = Duration.ofSeconds(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Invocation invocation;
    private final Member member;
    private final Ending ending;

    Stay(Invocation invocation, Member member, Ending ending) {
        this.invocation = invocation;
        this.member = member;
        this.ending = ending;
    }

    /**
     * Lasts until the end is wanted, or another run has the seat.
     *
     * @return whether another run has it
     */
    boolean last(Consumer<Happening> teller) {
        Story story = new Story(member.instanceId(), teller);
        CoordinatorBuilder builder = invocation.membershipConnection().closeTimeout(GOODBYE);
        teller.accept(Happening.joining(member));
        try (Coordinator coordinator = builder.connect()) {
            follow(coordinator.join(member, story), story);
        }
        if (!story.superseded()) {
            teller.accept(Happening.left());
        }
        return story.superseded();
    }

    private void follow(Membership membership, Story story) {
        long noteAt = System.nanoTime() + invocation.timeout().toNanos();
        boolean noted = false;
        while (!story.superseded() && !ending.wantedWithin(BETWEEN_LOOKS)) {
            story.lookAt(membership.status());
            if (membership.status().role() == MemberRole.CLOSED) {
                throw new IllegalStateException("the client library gave the membership up");
            }
            if (!noted && !story.everAnswered() && System.nanoTime() - noteAt >= 0) {
                noted = true;
                MemberOptions.noteNoAnswer(invocation);
            }
        }
    }
}
