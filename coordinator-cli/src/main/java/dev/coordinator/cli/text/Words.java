package dev.coordinator.cli.text;

import java.util.Locale;

/** The wire's names as words: {@code ROLE_REASON_ANOTHER_HOLDS} is "another holds". */
public final class Words {

    private Words() {}

    /** Empty for what was not said; "unrecognized" for what only a newer coordinator knows. */
    public static String of(Enum<?> value) {
        String prefix = value.getDeclaringClass()
                        .getSimpleName()
                        .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                        .toUpperCase(Locale.ROOT)
                + "_";
        String name = value.name();
        String bare = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
        return bare.equals("UNSPECIFIED") ? "" : bare.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** "1 node", "2 nodes". */
    public static String count(long number, String noun) {
        return number + " " + (number == 1 ? noun : noun + "s");
    }
}
