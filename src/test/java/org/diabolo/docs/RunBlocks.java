package org.diabolo.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Blocks that are run: by a test of this package, which takes them by its name, or by the gate. */
final class RunBlocks {
  private static final Path TESTS = Path.of("src/test/java/org/diabolo/docs");

  private RunBlocks() {}

  /**
   * A block, and what the page says that it prints.
   *
   * @param block it
   * @param printed lines, whose numbers may be others
   */
  record Run(Block block, List<String> printed) {
    @Override
    public String toString() {
      return block.place();
    }
  }

  /** Those of a page that a test runs, in their order. */
  static List<Run> of(Path page, Class<?> test) {
    List<Run> runs = new ArrayList<>();
    Run last = null;
    for (Block block : Page.read(page).blocks()) {
      if (block.mark() == Mark.OUTPUT) {
        if (last != null) {
          last.printed().addAll(block.text().lines().toList());
        }
        continue;
      }
      last = isRunBy(block, test) ? new Run(block, new ArrayList<>()) : null;
      if (last != null) {
        runs.add(last);
      }
    }
    return runs;
  }

  private static boolean isRunBy(Block block, Class<?> test) {
    return block.mark() == Mark.RUN
        && block.said("by").filter(test.getSimpleName()::equals).isPresent();
  }

  /** What is wrong with a block's way to say by what it is run. */
  static List<String> complaints(Block block) {
    String by = block.said("by").orElse("");
    if (by.isEmpty()) {
      return List.of("run, but it does not say by what: run by TEST");
    }
    if (!by.contains("/")) {
      return Files.isRegularFile(TESTS.resolve(by + ".java"))
          ? List.of()
          : List.of("run by " + by + ", which is no test in " + TESTS);
    }
    try {
      List<String> lines = Files.readAllLines(Path.of(by));
      return block
          .text()
          .lines()
          .filter(line -> !lines.contains(line))
          .map(line -> by + " does not run " + line)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
