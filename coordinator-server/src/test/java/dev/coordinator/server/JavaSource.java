package dev.coordinator.server;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * One Java file as its author sees it, read by the compiler's own parser.
 *
 * @param path from the root of the repository, with slashes; as shown in a complaint
 * @param packageName empty in a file without a package
 * @param types every type declared here, nested ones included, in order
 * @param methods every method and constructor, in order
 */
record JavaSource(String path, String text, String packageName, List<Named> types, List<Named> methods) {

    /** A declaration, from its first line to its last; annotations count, Javadoc doesn't. */
    record Named(String name, int firstLine, int lastLine) {
        int lines() {
            return lastLine - firstLine + 1;
        }
    }

    private static final Set<String> NOT_OURS = Set.of("target", ".git", "node_modules");

    /** Every Java file below a {@code src} folder of the repository, in the order of their paths. */
    static List<JavaSource> allBelow(Path root) {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return NOT_OURS.contains(folder.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    files.add(root.relativize(file));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.stream()
                .filter(file -> slashed(file).endsWith(".java"))
                .filter(file -> slashed(file).contains("/src/"))
                .sorted()
                .map(file -> parse(slashed(file), read(root.resolve(file))))
                .toList();
    }

    static JavaSource parse(String path, String text) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var task = (JavacTask) compiler.getTask(
                null, null, diagnostic -> {}, List.of("-proc:none"), null, List.of(inMemory(path, text)));
        try {
            CompilationUnitTree unit = task.parse().iterator().next();
            var reader = new Reader(unit, Trees.instance(task).getSourcePositions());
            reader.scan(unit, null);
            String packageName =
                    unit.getPackageName() == null ? "" : unit.getPackageName().toString();
            return new JavaSource(path, text, packageName, reader.types, reader.methods);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isTest() {
        return path.contains("/src/test/");
    }

    boolean isPackageInfo() {
        return path.endsWith("/package-info.java");
    }

    String folder() {
        return path.substring(0, path.lastIndexOf('/'));
    }

    int lines() {
        return (int) text.lines().count();
    }

    /** The numbers of the lines that hold a match, from 1. */
    List<Integer> linesWith(Pattern pattern) {
        List<String> all = text.lines().toList();
        return IntStream.rangeClosed(1, all.size())
                .filter(line -> pattern.matcher(all.get(line - 1)).find())
                .boxed()
                .toList();
    }

    private static String slashed(Path path) {
        return path.toString().replace('\\', '/');
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JavaFileObject inMemory(String path, String text) {
        return new SimpleJavaFileObject(URI.create("memory:///" + path), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    private static final class Reader extends TreeScanner<Void, Void> {

        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<Named> types = new ArrayList<>();
        private final List<Named> methods = new ArrayList<>();

        Reader(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public Void visitClass(ClassTree type, Void unused) {
            if (type.getSimpleName().length() > 0) {
                types.add(named(type.getSimpleName().toString(), type));
            }
            return super.visitClass(type, null);
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            methods.add(named(method.getName().toString(), method));
            return super.visitMethod(method, null);
        }

        private Named named(String name, Tree tree) {
            return new Named(
                    name, line(positions.getStartPosition(unit, tree)), line(positions.getEndPosition(unit, tree)));
        }

        private int line(long position) {
            return (int) unit.getLineMap().getLineNumber(position);
        }
    }
}
