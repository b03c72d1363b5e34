package org.diabolo.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Messages of the program: the test that a block names expects such a line, but for its numbers.
 */
final class MessageCheck {
  private MessageCheck() {}

  static List<String> complaints(Block block) {
    String by = block.said("by").orElse("?");
    List<Path> tests = TestSources.named(by);
    if (tests.size() != 1) {
      return List.of(block.place() + ": checked by " + by + ", of which there are " + tests.size());
    }
    String source = Shape.of(joined(tests.get(0)));
    return block
        .text()
        .lines()
        .filter(line -> !source.contains(Shape.of(line)))
        .map(line -> block.place() + ": " + by + " expects no line as: " + line)
        .toList();
  }

  /** With texts put together that stand on several lines. */
  private static String joined(Path source) {
    try {
      return Files.readString(source).replaceAll("\"\\s*\\+\\s*\"", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
