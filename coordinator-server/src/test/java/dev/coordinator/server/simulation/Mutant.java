package dev.coordinator.server.simulation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The product with one planted bug: its source is patched and compiled in memory, and nothing of it touches the product. */
final class Mutant {

    private final PlantedBug bug;

    Mutant(PlantedBug bug) {
        this.bug = bug;
    }

    /** What runs a seed against it. */
    @SuppressWarnings("unchecked")
    LongFunction<String> runner() throws IOException {
        MutantLoader loader = new MutantLoader(compiled());
        try {
            return (LongFunction<String>) loader.loadClass(SeedRunner.class.getName())
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no runner for " + bug.name(), e);
        }
    }

    private String patchedSource() throws IOException {
        String source = Files.readString(root().resolve(bug.file()));
        Unspaced text = Unspaced.of(source);
        String wanted = Unspaced.of(bug.original()).characters();
        int first = text.characters().indexOf(wanted);
        if (first < 0 || text.characters().indexOf(wanted, first + 1) >= 0) {
            throw new IllegalStateException("\"" + bug.name() + "\" needs a new patch: what it replaces is not in "
                    + bug.file() + " exactly once:\n" + bug.original());
        }
        int from = text.places().get(first);
        int to = text.places().get(first + wanted.length() - 1) + 1;
        return source.substring(0, from) + bug.replacement() + source.substring(to);
    }

    /** A text without its white space, so that a patch survives the formatter, and where each character was. */
    private record Unspaced(String characters, List<Integer> places) {

        static Unspaced of(String text) {
            StringBuilder characters = new StringBuilder();
            List<Integer> places = new ArrayList<>();
            for (int i = 0; i < text.length(); i++) {
                if (!Character.isWhitespace(text.charAt(i))) {
                    places.add(i);
                    characters.append(text.charAt(i));
                }
            }
            return new Unspaced(characters.toString(), places);
        }
    }

    private Map<String, byte[]> compiled() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        Path file = Path.of(bug.file());
        JavaFileObject source = new Source(file.getFileName().toString(), patchedSource());
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            Memory memory = new Memory(files);
            List<String> options =
                    List.of("-proc:none", "-nowarn", "--release", "17", "-cp", System.getProperty("java.class.path"));
            boolean compiles = compiler.getTask(complaints, memory, null, options, null, List.of(source))
                    .call();
            if (!compiles) {
                throw new IllegalStateException("\"" + bug.name() + "\" does not compile:\n" + complaints);
            }
            return memory.classes();
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve(".mvn"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("no .mvn folder at or above the working directory");
            }
        }
        return folder;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("patched:///" + name), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

        Memory(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            written.put(className, bytes);
            return new SimpleJavaFileObject(URI.create("compiled:///" + className), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return bytes;
                }
            };
        }

        Map<String, byte[]> classes() {
            Map<String, byte[]> classes = new HashMap<>();
            written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
            return classes;
        }
    }
}
