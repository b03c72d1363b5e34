package org.diabolo.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Pages together: the rules for marks, and what is wrong with blocks that are run or checked. */
final class Documentation {
  /** One block in so many may be shown. */
  private static final int SHOWN = 10;

  private static final int WORDS_OF_A_REASON = 3;

  private final List<Page> pages;

  private Documentation(List<Page> pages) {
    this.pages = pages;
  }

  /** All pages in a folder and in the folders in it. */
  static Documentation in(Path folder) {
    return new Documentation(Page.in(folder).stream().map(Page::read).toList());
  }

  List<Block> blocks() {
    return pages.stream().flatMap(page -> page.blocks().stream()).toList();
  }

  private long count(Mark mark) {
    return blocks().stream().filter(block -> block.mark() == mark).count();
  }

  /** How many blocks there are of each mark. */
  String counts() {
    return "documentation: %d blocks in %d pages: %s"
        .formatted(
            blocks().size(),
            pages.stream().filter(page -> !page.blocks().isEmpty()).count(),
            Arrays.stream(Mark.values())
                .map(mark -> count(mark) + " " + mark)
                .collect(Collectors.joining(", ")));
  }

  /** A line for each mistake, with page and line. */
  List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    for (Page page : pages) {
      complaints.addAll(page.faults());
      Block before = null;
      for (Block block : page.blocks()) {
        marks(block, before).forEach(fault -> complaints.add(block.place() + ": " + fault));
        before = block.mark() == Mark.OUTPUT ? before : block;
      }
    }
    if (count(Mark.SHOWN) * SHOWN > blocks().size()) {
      complaints.add(
          "%d of %d blocks are only shown, allowed: one in ten"
              .formatted(count(Mark.SHOWN), blocks().size()));
    }
    complaints.addAll(Checks.complaints(blocks()));
    return complaints;
  }

  private static boolean printsSomething(Block block) {
    return block.language().equals("sh")
        || block.language().equals("java") && block.mark() == Mark.RUN;
  }

  /**
   * @param before the block before it on its page that is no output; null where there is none
   */
  private static List<String> marks(Block block, Block before) {
    if (block.mark() == null) {
      return List.of(
          "no mark after the language \"%s\": run by TEST, checked, shown: REASON, or output"
              .formatted(block.language()));
    }
    return switch (block.mark()) {
      case RUN -> RunBlocks.complaints(block);
      case CHECKED -> List.of();
      case OUTPUT ->
          before != null && printsSomething(before)
              ? List.of()
              : List.of("is output, but the block before it is no command");
      case SHOWN -> shown(block);
    };
  }

  private static List<String> shown(Block block) {
    List<String> faults = new ArrayList<>();
    if (block.how().split("\\s+").length < WORDS_OF_A_REASON) {
      faults.add("shown, but it does not say why: shown: REASON");
    }
    if (block.page().endsWith("README.md")) {
      faults.add("shown, which no block of README.md is");
    }
    return faults;
  }
}
