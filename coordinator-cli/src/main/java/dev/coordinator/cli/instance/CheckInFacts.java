package dev.coordinator.cli.instance;

import dev.coordinator.cli.text.Facts;
import dev.coordinator.cli.text.HumanDuration;
import dev.coordinator.cli.text.Paint;
import dev.coordinator.cli.text.Words;
import dev.coordinator.v1.CheckInResponse;
import dev.coordinator.v1.Directive;
import dev.coordinator.v1.Primary;

/** The answer to a check-in, the role first. */
final class CheckInFacts {

    private CheckInFacts() {}

    static Facts of(CheckInResponse answer) {
        Facts facts = new Facts().add("Role", role(answer), RoleText.paint(answer.getRole()));
        if (answer.getEpoch() != 0) {
            facts.add("Epoch", Long.toString(answer.getEpoch())).add("Lease valid", lease(answer));
        }
        if (answer.getDirective() == Directive.DIRECTIVE_STEP_DOWN) {
            facts.add("Asked", stepDown(answer), Paint.DOUBTFUL);
        }
        if (answer.getNonce() != 0) {
            facts.add(
                    "Asked", "check in again with --nonce " + Long.toUnsignedString(answer.getNonce()), Paint.DOUBTFUL);
        }
        facts.add("Primary", answer.hasPrimary() ? primary(answer.getPrimary()) : "no one")
                .add("Next in line", String.join(", ", answer.getNextInLineList()))
                .add("Paused", answer.getPaused() ? "yes, by an operator" : "", Paint.DOUBTFUL);
        if (answer.hasSupersededBy()) {
            facts.add("Superseded by", successor(answer), Paint.BAD);
        }
        return facts.add("Next check-in", "in " + HumanDuration.rough(answer.getNextCheckInMs()));
    }

    private static String role(CheckInResponse answer) {
        String reason = Words.of(answer.getReason());
        return RoleText.of(answer.getRole()) + (reason.isEmpty() ? "" : " (" + reason + ")");
    }

    private static String lease(CheckInResponse answer) {
        return answer.getLeaseValidMs() == 0
                ? "no more"
                : HumanDuration.rough(answer.getLeaseValidMs()) + ", counted from when this command started";
    }

    private static String stepDown(CheckInResponse answer) {
        return "stop within " + HumanDuration.rough(answer.getStepDownWithinMs())
                + ", then check in with --holding-epoch 0";
    }

    private static String primary(Primary primary) {
        return primary.getInstanceId() + ", epoch " + primary.getEpoch()
                + (primary.getAddress().isEmpty() ? "" : ", " + primary.getAddress());
    }

    private static String successor(CheckInResponse answer) {
        String address = answer.getSupersededBy().getAddress();
        return "incarnation " + Long.toUnsignedString(answer.getSupersededBy().getIncarnation())
                + (address.isEmpty() ? "" : ", " + address);
    }
}
