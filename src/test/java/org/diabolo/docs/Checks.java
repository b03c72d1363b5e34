package org.diabolo.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.diabolo.store.Json;

/** What is looked at of blocks that are run or checked, by their language. */
final class Checks {
  /** Some check of one block; throws where it finds a mistake. */
  private interface Check {
    void check(Block block) throws Exception;
  }

  private Checks() {}

  /** A line for each mistake, with page and line. */
  static List<String> complaints(List<Block> all) {
    List<String> complaints = new ArrayList<>();
    List<Block> checked =
        all.stream()
            .filter(block -> block.mark() == Mark.RUN || block.mark() == Mark.CHECKED)
            // Their mistakes are what they show.
            .filter(block -> block.said("ending").isEmpty())
            .toList();
    for (Block block : checked) {
      switch (block.language()) {
        case "sh", "java" -> {}
        case "yaml" -> complaints.addAll(YamlCheck.complaints(block));
        case "json" -> hear(block, complaints, it -> Json.read(it.text(), JsonNode.class));
        case "xml" -> hear(block, complaints, XmlCheck::check);
        case "sql" -> hear(block, complaints, it -> new CatalystSqlParser().parsePlan(it.text()));
        case "text" -> complaints.addAll(MessageCheck.complaints(block));
        default ->
            complaints.add(
                "%s: %s: nothing checks this language".formatted(block.place(), block.language()));
      }
    }
    complaints.addAll(ShellCheck.complaints(in("sh", checked)));
    complaints.addAll(JavaCheck.complaints(in("java", checked)));
    return complaints;
  }

  private static List<Block> in(String language, List<Block> blocks) {
    return blocks.stream().filter(block -> block.language().equals(language)).toList();
  }

  private static void hear(Block block, List<String> complaints, Check check) {
    try {
      check.check(block);
    } catch (Exception e) {
      complaints.add(block.place() + ": " + e.getMessage());
    }
  }
}
