package org.diabolo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.diabolo.model.Model;
import org.diabolo.testing.ThisJvm;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar for who embeds a model, and what docs/embedding.md does with it, as the page has it. */
class ThinJarIT {
  private static final Path JAR = Path.of("target/diabolo-thin.jar").toAbsolutePath();
  private static final Path BUNDLE = Path.of("src/test/resources/bundles/format-2/numbers");

  /**
   * What Maven gives to a project that depends on the thin jar alone (mvn dependency:tree), as
   * folders of its repository.
   */
  private static final List<String> THEIRS =
      List.of(
          "com/fasterxml/jackson/core/jackson-annotations",
          "com/fasterxml/jackson/core/jackson-core",
          "com/fasterxml/jackson/core/jackson-databind",
          "com/fasterxml/jackson/dataformat/jackson-dataformat-yaml",
          "com/github/oshi/oshi-core",
          "com/google/flatbuffers/flatbuffers-java",
          "com/jakewharton/byteunits/byteunits",
          "commons-codec/commons-codec",
          "commons-io/commons-io",
          "commons-net/commons-net",
          "it/unimi/dsi/fastutil",
          "net/ericaro/neoitertools",
          "net/java/dev/jna/jna",
          "net/java/dev/jna/jna-platform",
          "org/apache/commons/commons-collections4",
          "org/apache/commons/commons-compress",
          "org/apache/commons/commons-lang3",
          "org/apache/commons/commons-math3",
          "org/bytedeco/javacpp",
          "org/bytedeco/openblas",
          "org/deeplearning4j/deeplearning4j-nn",
          "org/deeplearning4j/deeplearning4j-utility-iterators",
          "org/deeplearning4j/resources",
          "org/nd4j/guava",
          "org/nd4j/jackson",
          "org/nd4j/nd4j-api",
          "org/nd4j/nd4j-common",
          "org/nd4j/nd4j-native",
          "org/nd4j/nd4j-native-api",
          "org/nd4j/nd4j-native-preset",
          "org/nd4j/nd4j-presets-common",
          "org/nd4j/protobuf",
          "org/slf4j/slf4j-api",
          "org/threeten/threetenbp",
          "org/yaml/snakeyaml");

  private static List<RunBlocks.Run> pieces;

  @TempDir Path folder;

  @BeforeAll
  static void readPage() {
    pieces = RunBlocks.of(Path.of("docs/embedding.md"), ThinJarIT.class);
  }

  @Test
  void aModelIsUsedWithoutSparkScalaOrHadoop() throws Exception {
    String classPath = Stream.concat(Stream.of(JAR.toString()), theirs()).collect(joined());
    for (String jar : classPath.split(File.pathSeparator)) {
      try (JarFile file = new JarFile(jar)) {
        assertThat(file.stream().map(Object::toString))
            .as(jar)
            .noneMatch(name -> name.matches("(org/apache/(spark|hadoop)|scala)/.*class"));
      }
    }

    String printed = ran(pieces.get(0), classPath);

    Model model = Model.load(BUNDLE);
    float[] code = model.encode(new double[] {0.238, -87.433, 2.0866, 7.0, -2.2e-5});
    assertThat(printed.lines())
        .as("the bits of this JVM")
        .containsExactly(Arrays.toString(code), Arrays.toString(model.decode(code).numbers()));
  }

  @Test
  void sessionOfAProgramOfTheUsersOwnGoesOnLiving() throws Exception {
    String provided = Files.readString(Path.of("target/provided.classpath")).strip();
    String classPath =
        Stream.concat(Stream.of(JAR.toString(), provided), theirs()).collect(joined());

    String printed = ran(pieces.get(1), classPath);

    float[] code = Model.load(BUNDLE).encode(new double[] {0.238, -87.433, 2.0866, 7.0, -0.000022});
    assertThat(printed.lines().findFirst().orElseThrow())
        .contains("(" + code[0] + ", " + code[1] + ")");
    assertThat(printed).endsWith("3 rows, in a session that lives\n");
  }

  /** One that is used, but left out, would be missed only where it is used. */
  @Test
  void allThatItsClassesUseOfOursIsInIt() throws IOException {
    JavaClasses classes;
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    try (JarFile jar = new JarFile(JAR.toFile())) {
      classes = new ClassFileImporter().importJar(jar);
    }
    Set<String> there = classes.stream().map(JavaClass::getName).collect(Collectors.toSet());
    Set<String> missing = new TreeSet<>();
    for (JavaClass one : classes) {
      one.getDirectDependenciesFromSelf().stream()
          .map(use -> use.getTargetClass().getBaseComponentType().getName())
          .filter(name -> name.startsWith("org.diabolo.") && !there.contains(name))
          .forEach(name -> missing.add(one.getName() + " uses " + name));
    }

    assertThat(missing).isEmpty();
    assertThat(there)
        .contains(Model.class.getName())
        .noneMatch(name -> name.startsWith("org.diabolo.cli."));
  }

  private static Stream<String> theirs() {
    return Arrays.stream(ThisJvm.classPath().split(File.pathSeparator))
        .filter(
            jar ->
                THEIRS.stream()
                    .anyMatch(folder -> jar.replace('\\', '/').contains("/" + folder + "/")));
  }

  private static Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(File.pathSeparator);
  }

  /** In a folder with a bundle, and in a JVM that knows nothing else; gives what it prints. */
  private String ran(RunBlocks.Run piece, String classPath) throws Exception {
    Path source = folder.resolve("Piece.java");
    Files.writeString(source, JavaCheck.program(piece.block(), "Piece"));
    Path bundle = Files.createDirectory(folder.resolve("bundle"));
    for (String name : List.of("bundle.json", "encoder.zip", "decoder.zip", "SHA256SUMS")) {
      Files.copy(BUNDLE.resolve(name), bundle.resolve(name));
    }
    List<String> words = ThisJvm.command();
    words.addAll(List.of("-cp", classPath, source.toString()));
    Path errors = folder.resolve("errors");
    Process process =
        new ProcessBuilder(words).directory(folder.toFile()).redirectError(errors.toFile()).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String said = Files.readString(errors);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).as("natives that are not whole").doesNotContain("JNI_OnLoad");
    assertThat(Shape.missing(piece.printed(), printed.lines().toList())).as(printed).isEmpty();
    return printed;
  }
}
