package dev.coordinator.cli.instance;

import dev.coordinator.cli.text.Paint;
import dev.coordinator.cli.text.Words;
import dev.coordinator.v1.Role;

/** A role in words. */
final class RoleText {

    private RoleText() {}

    static String of(Role role) {
        return Words.of(role);
    }

    static Paint paint(Role role) {
        return switch (role) {
            case ROLE_PRIMARY -> Paint.GOOD;
            case ROLE_DRAINING, ROLE_UNELECTABLE -> Paint.DOUBTFUL;
            case ROLE_SUPERSEDED -> Paint.BAD;
            default -> Paint.PLAIN;
        };
    }
}
