package dev.coordinator.client;

import java.util.List;
import java.util.Optional;

/**
 * What is known of a membership, for people, health pages and logs; ask {@link Membership#isPrimary()} before acting.
 *
 * @param role by the last answer and the local lease
 * @param reason why, as the coordinator names it, such as {@code ANOTHER_HOLDS}; empty when it gave none
 * @param primary who is primary, by the last answer
 * @param nextInLine who would be chosen if the primary were lost, best first, at most 2
 * @param paused automatic moves are suspended by an operator
 * @param failure what keeps the latest check-in from being answered; absent when it was
 */
public record MemberStatus(
        MemberRole role,
        String reason,
        Optional<KnownPrimary> primary,
        List<String> nextInLine,
        boolean paused,
        Optional<String> failure) {

    static final MemberStatus UNKNOWN =
            new MemberStatus(MemberRole.UNKNOWN, "", Optional.empty(), List.of(), false, Optional.empty());

    public MemberStatus {
        nextInLine = List.copyOf(nextInLine);
    }

    MemberStatus withRole(MemberRole newRole) {
        return new MemberStatus(newRole, reason, primary, nextInLine, paused, failure);
    }

    MemberStatus withFailure(String newFailure) {
        return new MemberStatus(role, reason, primary, nextInLine, paused, Optional.of(newFailure));
    }
}
