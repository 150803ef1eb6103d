package dev.coordinator.cli.backup;

import dev.coordinator.cli.invocation.ExitStatus;
import dev.coordinator.cli.invocation.Invocation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Looks through a file, and tells what is to be told of a whole backup, or what is the matter. */
final class Verification {

    private Verification() {}

    /** Answers what the process ends with. */
    static int run(Invocation invocation, Path file, Function<SavedBackup, List<String>> words) {
        boolean json = invocation.json();
        SavedBackup backup;
        try {
            backup = SavedBackup.verify(file);
        } catch (IOException failed) {
            invocation.complain(FileTrouble.saying(file, failed));
            return FileTrouble.status(failed).code();
        }
        if (json) {
            invocation.sayJson(backup.header());
        } else {
            invocation.say(words.apply(backup));
        }
        return ExitStatus.OK.code();
    }
}
