package org.diabolo.architecture;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All classes below a package, and what they use.
 *
 * @param root the package
 * @param classes compiled, as they lie in a folder
 * @param uses of compiled classes, and imports of sources: constants are no longer seen when they
 *     are compiled
 */
record House(String root, JavaClasses classes, List<Use> uses) {
  private static final Pattern IMPORT =
      Pattern.compile("^import (?:static )?([\\w.]+);$", Pattern.MULTILINE);

  /**
   * A class uses another.
   *
   * @param from its package
   * @param to the other's package
   * @param place where it does
   */
  record Use(String from, String to, String place) {}

  /**
   * @param known a class that was compiled into the folder
   * @param sources the folder of the sources
   */
  static House of(String root, Class<?> known, Path sources) throws IOException {
    // Libraries are known by their names alone: to read them takes minutes.
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    Path below = Path.of(root.replace('.', '/'));
    JavaClasses classes = new ClassFileImporter().importPath(folder(known).resolve(below));
    List<Use> uses = new ArrayList<>();
    for (JavaClass each : classes) {
      for (Dependency use : each.getDirectDependenciesFromSelf()) {
        JavaClass used = use.getTargetClass().getBaseComponentType();
        uses.add(new Use(each.getPackageName(), used.getPackageName(), use.getDescription()));
      }
    }
    try (Stream<Path> files = Files.walk(sources.resolve(below))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        uses.addAll(imports(sources.relativize(file), Files.readString(file)));
      }
    }
    return new House(root, classes, uses);
  }

  private static Path folder(Class<?> known) {
    try {
      return Path.of(known.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Use> imports(Path file, String text) {
    String from = file.getParent().toString().replace('/', '.');
    List<Use> imports = new ArrayList<>();
    for (MatchResult line : IMPORT.matcher(text).results().toList()) {
      String to = line.group(1).replaceFirst("\\.[A-Z].*", "");
      imports.add(new Use(from, to, file + ": " + line.group()));
    }
    return imports;
  }
}
