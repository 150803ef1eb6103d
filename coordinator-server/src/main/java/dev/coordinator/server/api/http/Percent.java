package dev.coordinator.server.api.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding, taken at its word: two hexadecimal digits after each sign, and UTF-8 in the end. */
final class Percent {

    private Percent() {}

    /**
     * @param place for the one who is refused
     * @param plusIsBlank as in queries, and not in paths
     */
    static String decode(String place, String text, boolean plusIsBlank) throws RefusedException {
        if (text.indexOf('%') < 0 && !(plusIsBlank && text.indexOf('+') >= 0)) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '%') {
                bytes.write(octet(place, text, i));
                i += 2;
            } else {
                bytes.write(plusIsBlank && each == '+' ? ' ' : each);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refused(place, text);
        }
    }

    private static int octet(String place, String text, int percent) throws RefusedException {
        int high = percent + 2 < text.length() ? Character.digit(text.charAt(percent + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(text.charAt(percent + 2), 16);
        if (low < 0) {
            throw refused(place, text);
        }
        return high * 16 + low;
    }

    private static RefusedException refused(String place, String text) {
        return new RefusedException(Problem.field(
                "INVALID_FIELD",
                place,
                "percent-encoded UTF-8, two hexadecimal digits after each %, not " + Problem.shown(text)));
    }
}
