package org.diabolo.docs;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/** XML is well formed, and a dependency on Diabolo has the coordinates of the pom. */
final class XmlCheck {
  private static final List<String> COORDINATES = List.of("groupId", "artifactId", "version");

  private XmlCheck() {}

  /** Throws where something is wrong. */
  static void check(Block block) throws Exception {
    Element dependency = parsed(block.text());
    Element pom = parsed(Files.readString(Path.of("pom.xml")));
    if (!"org.diabolo".equals(first(dependency, "groupId"))) {
      return;
    }
    for (String name : COORDINATES) {
      String expected = first(pom, name);
      String found = first(dependency, name);
      if (!expected.equals(found)) {
        throw new IllegalArgumentException(name + " " + found + ", in pom.xml " + expected);
      }
    }
  }

  private static Element parsed(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
        .getDocumentElement();
  }

  /** The project's own come first in its pom. */
  private static String first(Element in, String name) {
    return in.getElementsByTagName(name).getLength() == 0
        ? null
        : in.getElementsByTagName(name).item(0).getTextContent();
  }
}
