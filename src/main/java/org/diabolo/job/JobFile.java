package org.diabolo.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

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
    JobDate.fill(root, file.date(), problems);
    return new Section(root, "", problems);
  }

  private static JsonNode parse(JobText file) {
    try {
      return YamlTree.read(file.yaml());
    } catch (YamlTree.Fault e) {
      throw new InvalidJobException(
          file.name() + ": line " + e.line() + ": not valid YAML: " + e.getMessage());
    }
  }

  private static void apply(ObjectNode root, String override, Problems problems) {
    int equals = override.indexOf('=');
    if (equals < 1) {
      problems.ofOverride(override, "allowed: path.to.key=value");
      return;
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
        problems.ofOverride(override, keys[i] + " is not a mapping, so it has no keys to set");
        return;
      }
      node = mapping;
    }
    try {
      node.set(keys[keys.length - 1], YamlTree.read(override.substring(equals + 1)));
      problems.overridden(path, override);
    } catch (YamlTree.Fault e) {
      problems.ofOverride(override, "the value is not valid YAML: " + e.getMessage());
    }
  }
}
