package dev.coordinator.cli.completion;

/** A shell that can complete; each has a script of that name. */
enum Shell {
    bash,
    zsh,
    fish
}
