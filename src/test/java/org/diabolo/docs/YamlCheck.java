package org.diabolo.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.diabolo.cli.CommandCheck;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobText;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Job files: whole ones, parts that are set {@code in} another job in the place of its own, and
 * parts {@code of} another job, which must have them so.
 */
final class YamlCheck {
  private YamlCheck() {}

  static List<String> complaints(Block block) {
    try {
      Optional<String> of = block.said("of");
      if (of.isPresent()) {
        return unlike(block, of.get());
      }
      Optional<String> in = block.said("in");
      String text = in.isPresent() ? setIn(block, in.get()) : block.text();
      CommandCheck.requireJob(new JobText(block.place(), text));
      return List.of();
    } catch (InvalidJobException e) {
      return e.lines().stream()
          .map(line -> line.startsWith(block.place()) ? line : block.place() + ": " + line)
          .toList();
    } catch (YAMLException | IOException e) {
      return List.of(block.place() + ": " + e);
    }
  }

  private static String setIn(Block block, String job) throws IOException {
    Map<String, Object> whole = yaml(Files.readString(Path.of(job)));
    whole.putAll(yaml(block.text()));
    return new Yaml().dump(whole);
  }

  private static List<String> unlike(Block block, String job) throws IOException {
    Map<String, Object> whole = yaml(Files.readString(Path.of(job)));
    return yaml(block.text()).entrySet().stream()
        .filter(part -> !Objects.equals(part.getValue(), whole.get(part.getKey())))
        .map(
            part ->
                "%s: %s: %s, but %s has %s"
                    .formatted(
                        block.place(),
                        part.getKey(),
                        part.getValue(),
                        job,
                        whole.get(part.getKey())))
        .toList();
  }

  private static Map<String, Object> yaml(String text) {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
  }
}
