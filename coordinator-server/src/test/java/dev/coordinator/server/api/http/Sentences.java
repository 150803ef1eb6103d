package dev.coordinator.server.api.http;

/** Of comments. */
final class Sentences {

    private Sentences() {}

    /** Without its full stop. */
    static String first(String comment) {
        int end = comment.indexOf(". ");
        String paragraph = comment.lines().findFirst().orElse("");
        String sentence = end < 0 || end > paragraph.length() ? paragraph : comment.substring(0, end);
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
