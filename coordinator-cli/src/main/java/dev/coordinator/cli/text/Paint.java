package dev.coordinator.cli.text;

/** What a colour means here. */
public enum Paint {
    PLAIN(""),
    HEADING("1"),
    GOOD("32"),
    DOUBTFUL("33"),
    BAD("31");

    private final String code;

    Paint(String code) {
        this.code = code;
    }

    String on(String text) {
        return code.isEmpty() || text.isBlank() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
