package dev.coordinator.cli;

import dev.coordinator.cli.manual.ManualPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a manual page for each command into a folder; the build does. */
final class ManualPages {

    private ManualPages() {}

    public static void main(String[] arguments) throws IOException {
        write(new Coordctl(ProcessSurroundings.get()), ProcessSurroundings.get().version(), Path.of(arguments[0]));
    }

    static void write(Coordctl coordctl, String version, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (ManualPage page : ManualPage.all(coordctl.whole(), version).toList()) {
            Files.writeString(folder.resolve(page.name() + ".1"), page.source());
        }
    }
}
