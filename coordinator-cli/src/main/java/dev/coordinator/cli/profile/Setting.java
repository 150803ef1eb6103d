package dev.coordinator.cli.profile;

/**
 * A value as someone wrote it, and where.
 *
 * @param origin for people: {@code --timeout}, {@code COORDCTL_ENDPOINTS}, {@code ~/.config/coordctl/config:3}
 */
public record Setting(String value, String origin) {}
