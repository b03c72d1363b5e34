package org.diabolo.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Parses a job file's YAML and puts {@code --set} overrides over it. */
final class JobFile {
  private JobFile() {}

  /**
   * @param overrides {@code path.to.key=value} each, the value read as YAML
   */
  static Section read(JobText file, List<String> overrides, Problems problems) {
    JsonNode tree = parse(file);
    if (!(tree instanceof ObjectNode root)) {
      throw new InvalidJobException(file.name() + ": a job file is a mapping of keys to values");
    }
    overrides.forEach(override -> apply(root, override, problems));
    return new Section(root, "", problems);
  }

  private static JsonNode parse(JobText file) {
    try {
      return YamlTree.read(file.yaml());
    } catch (JsonProcessingException e) {
      throw new InvalidJobException(
          file.name() + ": line " + line(e) + ": not valid YAML: " + problem(e));
    }
  }

  private static void apply(ObjectNode root, String override, Problems problems) {
    int equals = override.indexOf('=');
    if (equals < 1) {
      throw new InvalidJobException(
          "--set " + Secrets.shownOverride(override) + ": allowed: path.to.key=value");
    }
    String path = override.substring(0, equals);
    String[] keys = path.split("\\.", -1);
    ObjectNode node = root;
    for (int i = 0; i < keys.length - 1; i++) {
      JsonNode child = node.get(keys[i]);
      if (child == null || child.isNull()) {
        child = node.putObject(keys[i]);
      }
      if (!(child instanceof ObjectNode mapping)) {
        throw new InvalidJobException(
            "--set "
                + Secrets.shownOverride(override)
                + ": "
                + keys[i]
                + " is not a mapping, so it has no keys to set");
      }
      node = mapping;
    }
    try {
      node.set(keys[keys.length - 1], YamlTree.read(override.substring(equals + 1)));
    } catch (JsonProcessingException e) {
      throw new InvalidJobException(
          "--set "
              + Secrets.shownOverride(override)
              + ": the value is not valid YAML: "
              + problem(e));
    }
    problems.overridden(path, override);
  }

  /** Jackson tells where the parser stood; the parser's own mark is where the problem is. */
  private static int line(JsonProcessingException e) {
    if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
      return marked.getProblemMark().getLine() + 1;
    }
    return e.getLocation() == null ? 1 : e.getLocation().getLineNr();
  }

  private static String problem(JsonProcessingException e) {
    String text =
        e.getCause() instanceof MarkedYAMLException marked && marked.getProblem() != null
            ? marked.getProblem()
            : e.getOriginalMessage();
    return text.lines().findFirst().orElse("").strip();
  }
}
