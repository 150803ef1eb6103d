package dev.coordinator.client;

import java.util.Optional;

/**
 * What a handle stands for: everything an instance says that seldom changes.
 *
 * @param unelectable why it must not be primary; absent: it may be
 */
record Declaration(Member member, Optional<String> unelectable) {

    private static final int MAX_REASON = 256;

    Declaration {
        unelectable.ifPresent(reason -> {
            if (reason.length() > MAX_REASON) {
                throw new IllegalArgumentException("the reason must be at most 256 characters, was " + reason.length());
            }
        });
    }

    boolean forbidsPrimary() {
        return unelectable.isPresent();
    }

    Declaration withMember(Member newMember) {
        return new Declaration(newMember, unelectable);
    }

    Declaration withUnelectable(Optional<String> reason) {
        return new Declaration(member, reason);
    }
}
