package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is handed to a cluster, as the phase {@code package} left it. */
class PackagedJarIT {
  private static final Path TARGET = Path.of("target");
  private static final String WHOLE = "diabolo.jar";
  private static final String SLIM = "diabolo-slim.jar";
  private static final Pattern NATIVE =
      Pattern.compile("([^/]+)/[^/]+\\.(so|dll|jnilib|dylib|a)(\\.\\d+)*");

  /** Of JNA and of JavaCPP, which call them differently. */
  private static final Pattern PLATFORM =
      Pattern.compile("(linux|macosx|windows|darwin|win32)(-.+)?");

  private static JarFile open(Path jar) throws IOException {
    return new JarFile(jar.toFile());
  }

  private static Set<String> entries(Path jar) throws IOException {
    try (JarFile file = open(jar)) {
      return file.stream().map(entry -> entry.getName()).collect(Collectors.toSet());
    }
  }

  private static Set<String> classes(Path jar) throws IOException {
    return entries(jar).stream()
        .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
        .filter(name -> !name.equals("module-info.class"))
        .collect(Collectors.toSet());
  }

  /** The folders, named by platform, that native libraries lie in. */
  private static Set<String> platforms(Path jar, String below) throws IOException {
    Set<String> platforms = new TreeSet<>();
    for (String name : entries(jar)) {
      Matcher library = NATIVE.matcher(name);
      if (name.startsWith(below) && library.find()) {
        platforms.add(library.group(1));
      }
    }
    return platforms;
  }

  @Test
  void wholeJarIsSmallEnoughForClusters() throws Exception {
    assertThat(Files.size(TARGET.resolve(WHOLE))).isLessThan(160_000_000);
    assertThat(Files.size(TARGET.resolve(SLIM))).isLessThan(60_000_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {WHOLE, SLIM})
  void nothingThatSparkAndHadoopBringIsInIt(String jar) throws Exception {
    Set<String> ours = classes(TARGET.resolve(jar));
    assertThat(ours)
        .contains("org/diabolo/cli/Diabolo.class", "org/nd4j/linalg/factory/Nd4j.class");
    String provided = Files.readString(TARGET.resolve("provided.classpath")).strip();
    List<String> theirs = Arrays.asList(provided.split(System.getProperty("path.separator")));
    assertThat(theirs).anyMatch(path -> path.contains("spark-core"));

    for (String path : theirs) {
      Set<String> twice = classes(Path.of(path));
      twice.retainAll(ours);
      assertThat(twice).as("in %s and in %s", jar, path).isEmpty();
    }
  }

  @Test
  void nativesAreOfOnePlatform() throws Exception {
    Path jar = TARGET.resolve(WHOLE);
    String platform = org.bytedeco.javacpp.Loader.getPlatform();

    assertThat(platforms(jar, "org/")).containsExactly(platform);
    assertThat(entries(jar))
        .contains(
            "org/nd4j/linalg/cpu/nativecpu/bindings/"
                + platform
                + "/"
                + System.mapLibraryName("nd4jcpu"));
    assertThat(platforms(jar, "com/sun/jna/")).hasSize(1).allMatch(PLATFORM.asMatchPredicate());
  }

  @ParameterizedTest
  @ValueSource(strings = {WHOLE, SLIM})
  void nd4jsOldXmlLibrariesAreLeftOut(String jar) throws Exception {
    assertThat(classes(TARGET.resolve(jar)))
        .contains("org/nd4j/shade/jackson/databind/ObjectMapper.class")
        .noneMatch(name -> name.matches("org/nd4j/shade/wstx/(?!util/).*"))
        .noneMatch(name -> name.startsWith("org/nd4j/shade/codehaus/stax2/"))
        .noneMatch(name -> name.startsWith("org/nd4j/shade/jackson/dataformat/xml/"));
  }

  @Test
  void slimJarIsTheWholeOneWithoutNd4jsNatives() throws Exception {
    Path slim = TARGET.resolve(SLIM);

    assertThat(platforms(slim, "org/")).isEmpty();
    assertThat(classes(slim)).isEqualTo(classes(TARGET.resolve(WHOLE)));
  }

  @Test
  void jarThatBothAreMadeOfHoldsOurClassesAlone() throws Exception {
    // Were it a shaded one, of an earlier build, the slim jar would hold what that held.
    assertThat(classes(TARGET.resolve("plain").resolve(WHOLE)))
        .isNotEmpty()
        .allMatch(name -> name.startsWith("org/diabolo/"));
    assertThat(TARGET.resolve("shaded")).as("jars that are not whole yet").isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {WHOLE, SLIM})
  void manifestAndServicesAreThere(String jar) throws Exception {
    try (JarFile file = open(TARGET.resolve(jar))) {
      assertThat(file.getManifest().getMainAttributes().getValue("Main-Class"))
          .isEqualTo("org.diabolo.cli.Diabolo");
      // A file of the same name in two places must say what both say.
      assertThat(service(file, "org.nd4j.linalg.factory.Nd4jBackend"))
          .contains(
              "org.nd4j.linalg.cpu.nativecpu.CpuBackend",
              "org.diabolo.engine.natives.DiaboloBackend");
      assertThat(service(file, "com.fasterxml.jackson.core.JsonFactory"))
          .contains("com.fasterxml.jackson.dataformat.yaml.YAMLFactory");
      assertThat(service(file, "org.nd4j.shade.jackson.core.JsonFactory"))
          .contains("JsonFactory", "YAMLFactory");
    }
  }

  @Test
  @DisabledIfSystemProperty(
      named = "maven.offline",
      matches = "offline: true",
      disabledReason = "Maven makes the list online alone")
  void sbomListsEveryLibraryOfTheJarAndTheClassPath() throws Exception {
    JsonNode sbom = new ObjectMapper().readTree(TARGET.resolve("diabolo-sbom.json").toFile());
    Set<String> listed = new TreeSet<>();
    for (JsonNode component : sbom.path("components")) {
      listed.add(component.path("name").asText() + "-" + component.path("version").asText());
    }

    assertThat(sbom.path("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(listed).contains("nd4j-api-1.0.0-M2.1", "picocli-4.7.6", "snappy-java-1.1.10.5");
    assertThat(listed).noneMatch(name -> name.startsWith("junit"));
    String provided = Files.readString(TARGET.resolve("provided.classpath")).strip();
    for (String path : provided.split(System.getProperty("path.separator"))) {
      Path version = Path.of(path).getParent();
      assertThat(listed).contains(version.getParent().getFileName() + "-" + version.getFileName());
    }
    // What differs from build to build would make a jar's bill of materials no fact about the jar.
    assertThat(sbom.path("metadata").has("timestamp")).isFalse();
  }

  private static String service(JarFile jar, String name) throws IOException {
    try (var in = jar.getInputStream(jar.getJarEntry("META-INF/services/" + name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
