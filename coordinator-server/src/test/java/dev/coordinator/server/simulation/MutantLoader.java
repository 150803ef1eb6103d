package dev.coordinator.server.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Loads the simulation and all that it runs a second time, with some classes replaced. Everything else is the parent's, as
 * are the generated messages.
 */
final class MutantLoader extends ClassLoader {

    private static final String OURS = "dev.coordinator.";
    private static final String MESSAGES = "dev.coordinator.v1.";
    private static final String JOURNAL_MESSAGES = "dev.coordinator.journal.v1.";

    private final Map<String, byte[]> replaced;

    MutantLoader(Map<String, byte[]> replaced) {
        super(MutantLoader.class.getClassLoader());
        this.replaced = Map.copyOf(replaced);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        boolean isOurs = name.startsWith(OURS) && !name.startsWith(MESSAGES) && !name.startsWith(JOURNAL_MESSAGES);
        if (!isOurs) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            byte[] bytes = replaced.containsKey(name) ? replaced.get(name) : original(name);
            return defineClass(name, bytes, 0, bytes.length);
        }
    }

    private byte[] original(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
