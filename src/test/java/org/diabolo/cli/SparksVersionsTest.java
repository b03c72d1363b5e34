package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * The launcher's class path, where Spark comes from Maven's repository, has the libraries in the
 * versions that Spark itself was released with: those of Spark's own parent pom.
 */
class SparksVersionsTest {
  private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]*)}");

  /** Newer ones, without known holes or as others on the class path ask for them. */
  private static final Map<String, String> NEWER =
      Map.of(
          "com.google.protobuf:protobuf-java", "3.25.5",
          "com.google.code.findbugs:jsr305", "3.0.2");

  private static List<Path> classPath() throws Exception {
    String paths = Files.readString(Path.of("target/provided.classpath")).strip();
    return Arrays.stream(paths.split(File.pathSeparator)).map(Path::of).toList();
  }

  @Test
  void librariesAreThoseThatSparkIsReleasedWith() throws Exception {
    List<Path> jars = classPath();
    Map<String, String> sparks = managedBySpark(jars);
    assertThat(sparks).containsEntry("org.xerial.snappy:snappy-java", "1.1.10.5");

    List<String> others = new ArrayList<>();
    int compared = 0;
    for (Path jar : jars) {
      // .../group/artifact/version/file.jar
      Path artifact = jar.getParent().getParent();
      String version = jar.getParent().getFileName().toString();
      String group = artifact.getParent().toString().replace(File.separatorChar, '.');
      for (Map.Entry<String, String> managed : sparks.entrySet()) {
        String[] name = managed.getKey().split(":");
        if (!artifact.endsWith(name[1]) || !group.endsWith("." + name[0])) {
          continue;
        }
        compared++;
        if (!version.equals(NEWER.getOrDefault(managed.getKey(), managed.getValue()))) {
          others.add(managed.getKey() + ":" + version + ", Spark's is " + managed.getValue());
        }
      }
    }
    assertThat(others).isEmpty();
    assertThat(compared).isGreaterThan(60);
  }

  /** What {@code dependencyManagement} of Spark's parent pom says, which Maven has read too. */
  private static Map<String, String> managedBySpark(List<Path> jars) throws Exception {
    Path core =
        jars.stream()
            .filter(jar -> jar.getFileName().toString().startsWith("spark-core_"))
            .findFirst()
            .orElseThrow();
    Path version = core.getParent();
    String parent = version.getParent().getFileName().toString().replace("core", "parent");
    String file = parent + "-" + version.getFileName() + ".pom";
    Path pom =
        version.getParent().resolveSibling(parent).resolve(version.getFileName()).resolve(file);
    Element project =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(pom.toFile())
            .getDocumentElement();

    Map<String, String> properties = new HashMap<>();
    properties.put("project.version", version.getFileName().toString());
    for (Element property : children(child(project, "properties"))) {
      properties.put(property.getTagName(), property.getTextContent().strip());
    }
    Map<String, String> managed = new HashMap<>();
    Element management = child(child(project, "dependencyManagement"), "dependencies");
    for (Element dependency : children(management)) {
      managed.put(
          text(dependency, "groupId", properties)
              + ":"
              + text(dependency, "artifactId", properties),
          text(dependency, "version", properties));
    }
    return managed;
  }

  private static String text(Element parent, String name, Map<String, String> properties) {
    String text = child(parent, name).getTextContent().strip();
    Matcher property = PROPERTY.matcher(text);
    while (property.find() && properties.containsKey(property.group(1))) {
      text = text.replace(property.group(), properties.get(property.group(1)));
      property = PROPERTY.matcher(text);
    }
    return text;
  }

  private static Element child(Element parent, String name) {
    return children(parent).stream()
        .filter(child -> child.getTagName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<Element> children(Element parent) {
    NodeList nodes = parent.getChildNodes();
    List<Element> children = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      Node node = nodes.item(i);
      if (node instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }
}
