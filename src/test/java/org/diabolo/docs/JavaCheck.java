package org.diabolo.docs;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.diabolo.testing.ThisJvm;

/**
 * Pieces of Java, each compiled as the body of a method; their imports go before it, and {@code
 * given TYPE NAME, ...} in the info string are what they use and do not declare.
 */
final class JavaCheck {
  private JavaCheck() {}

  /** A file for the compiler. */
  private static final class Source extends SimpleJavaFileObject {
    private final Block block;
    private final String text;

    private Source(Block block, String name) {
      super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
      this.block = block;
      this.text = wrapped(block, name);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  static List<String> complaints(List<Block> blocks) {
    if (blocks.isEmpty()) {
      return List.of();
    }
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    List<Source> sources =
        IntStream.range(0, blocks.size())
            .mapToObj(i -> new Source(blocks.get(i), "Block" + i))
            .toList();
    List<String> options = List.of("-proc:none", "-cp", ThisJvm.classPath());
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler().getTask(null, null, found, options, null, sources);
    try {
      // Types and names, and no class files.
      task.analyze();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> complaints = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> one : found.getDiagnostics()) {
      if (one.getKind() == Diagnostic.Kind.ERROR) {
        String place = one.getSource() instanceof Source source ? source.block.place() : "java";
        complaints.add(place + ": " + one.getMessage(null));
      }
    }
    return complaints;
  }

  private static String wrapped(Block block, String name) {
    Matcher given = Pattern.compile("(?:^|\\s)given (.*)").matcher(block.how());
    return wrapped(block, name, "void piece(" + (given.find() ? given.group(1) : "") + ")");
  }

  /**
   * A piece as a program.
   *
   * @param name of its class
   */
  static String program(Block block, String name) {
    return wrapped(block, name, "public static void main(String[] arguments)");
  }

  private static String wrapped(Block block, String name, String method) {
    return "%s class %s { %s throws Exception {\n%s\n} }"
        .formatted(lines(block, true), name, method, lines(block, false));
  }

  private static String lines(Block block, boolean imports) {
    return block
        .text()
        .lines()
        .filter(line -> line.startsWith("import ") == imports)
        .collect(Collectors.joining("\n"));
  }
}
