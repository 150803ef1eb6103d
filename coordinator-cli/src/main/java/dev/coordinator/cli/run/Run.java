package dev.coordinator.cli.run;

import dev.coordinator.cli.invocation.ExitStatus;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.cli.membership.MemberOptions;
import dev.coordinator.client.Coordinator;
import dev.coordinator.client.Incarnation;
import dev.coordinator.client.KnownPrimary;
import dev.coordinator.client.Member;
import dev.coordinator.client.MemberRole;
import dev.coordinator.client.Membership;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** One run, from its first sign to having left the pool. */
final class Run {

    private static final Duration GOODBYE = Duration.ofSeconds(3);

    /** In addition to the time to stop: how long a guard of an earlier run may take to see that it has to. */
    private static final Duration GUARDS_PATIENCE = Duration.ofSeconds(10);

    private final Invocation invocation;
    private final Member member;
    private final RunFolder folder;
    private final Optional<Health> health;
    private final Consumer<String> teller;

    Run(Invocation invocation, Member member, RunFolder folder, Optional<Health> health, Consumer<String> teller) {
        this.invocation = invocation;
        this.member = member;
        this.folder = folder;
        this.health = health;
        this.teller = teller;
    }

    /** Gives the status to end with. */
    int last(Plan plan) throws InterruptedException {
        Supervisor supervisor = new Supervisor(plan, Uptime.ofThisMachine(), teller);
        Signals.handle(supervisor::signalled);
        folder.awaitEndOfEarlierPrograms(plan.budget().stop().plus(GUARDS_PATIENCE));
        if (health.isPresent() && !health.get().awaitFirstSuccess(supervisor::endsWithin)) {
            return supervisor.statusOfEnding();
        }
        Incarnation run = folder.enter();
        try (Coordinator coordinator =
                invocation.membershipConnection().closeTimeout(GOODBYE).connect()) {
            Membership membership = coordinator.join(member, run, supervisor);
            health.ifPresent(each -> each.follow(membership));
            return supervisor.supervise(membership, new Look(membership, run));
        }
    }

    /** What is looked after while there is nothing to run. */
    private final class Look implements Runnable {

        private final Membership membership;
        private final Incarnation run;
        private final long noteAt = System.nanoTime() + invocation.timeout().toNanos();
        private boolean seated;
        private boolean noted;
        private Optional<KnownPrimary> told = Optional.empty();

        Look(Membership membership, Incarnation run) {
            this.membership = membership;
            this.run = run;
        }

        @Override
        public void run() {
            MemberRole role = membership.status().role();
            if (role == MemberRole.CLOSED) {
                throw new RunRefused(ExitStatus.FAILED, "The client library gave the membership up.");
            }
            if (!seated && membership.isSeated()) {
                seated = true;
                folder.seated(run);
            }
            tellOfAnother();
            if (!noted && role == MemberRole.UNKNOWN && System.nanoTime() - noteAt >= 0) {
                noted = true;
                MemberOptions.noteNoAnswer(invocation);
            }
        }

        private void tellOfAnother() {
            Optional<KnownPrimary> primary =
                    membership.primary().filter(known -> !known.instanceId().equals(member.instanceId()));
            if (primary.isPresent() && !primary.map(KnownPrimary::epoch).equals(told.map(KnownPrimary::epoch))) {
                told = primary;
                teller.accept("Standby; " + primary.get().instanceId() + " is primary, epoch "
                        + primary.get().epoch() + ".");
            }
        }
    }
}
