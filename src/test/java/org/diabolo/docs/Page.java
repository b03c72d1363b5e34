package org.diabolo.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A page of Markdown, as far as its blocks go.
 *
 * @param file the page
 * @param blocks its fenced blocks, in their order
 * @param faults blocks that are not fenced, or whose fence is not closed
 */
record Page(Path file, List<Block> blocks, List<String> faults) {
  private static final String FENCE = "```";

  /** The pages in a folder and in the folders in it, without data and what is built. */
  static List<Path> in(Path folder) {
    try (Stream<Path> all = Files.find(folder, 2, (path, is) -> path.toString().endsWith(".md"))) {
      return all.filter(page -> !page.startsWith("target") && !page.startsWith("data"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Page read(Path file) {
    try {
      return of(file, Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Page of(Path file, List<String> lines) {
    List<Block> blocks = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    boolean blank = true;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith(FENCE)) {
        int end = i + 1;
        while (end < lines.size() && !lines.get(end).equals(FENCE)) {
          end++;
        }
        if (end == lines.size()) {
          faults.add(file + ":" + (i + 1) + ": the fence is not closed");
        }
        String text = String.join("\n", lines.subList(i + 1, end));
        blocks.add(Block.of(file, i + 1, line.substring(FENCE.length()), text));
        i = end;
      } else if (line.matches("\\s+```.*|~~~.*") || blank && line.matches("( {4}|\t)\\s*\\S.*")) {
        faults.add(
            file + ":" + (i + 1) + ": a block begins with ``` at the left margin, and has a mark");
      }
      blank = line.isBlank() || blank && line.startsWith("    ");
    }
    return new Page(file, List.copyOf(blocks), List.copyOf(faults));
  }
}
