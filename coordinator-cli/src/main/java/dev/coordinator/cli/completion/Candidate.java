package dev.coordinator.cli.completion;

/**
 * One word that may stand there.
 *
 * @param about a few words on it; may be empty
 */
record Candidate(String word, String about) {

    static Candidate of(String word) {
        return new Candidate(word, "");
    }

    String line() {
        return about.isEmpty() ? word : word + "\t" + about;
    }
}
