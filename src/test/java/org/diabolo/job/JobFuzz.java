package org.diabolo.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.diabolo.fuzz.FuzzedReader;
import org.diabolo.fuzz.Parts;
import org.diabolo.store.Json;

/** Job files, and one {@code --set}. Some are JSON, which is YAML too, and is changed as a tree. */
public final class JobFuzz implements FuzzedReader {
  @Override
  public String name() {
    return "job";
  }

  @Override
  public List<Parts> seeds() throws IOException {
    List<Parts> seeds = new ArrayList<>();
    for (Path folder : List.of(Path.of("jobs"), Path.of("src/test/resources/bundles/format-2"))) {
      try (Stream<Path> files = Files.walk(folder, 2)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
          String yaml = Files.readString(file);
          if (yaml.contains("encoder:")) {
            seeds.add(Parts.of(yaml, "train.seed=3"));
            seeds.add(Parts.of(YamlTree.read(yaml).toString(), "train.averaging={workers: 2}"));
          }
        }
      }
    }
    return seeds;
  }

  @Override
  public boolean read(Parts parts) {
    try {
      JobSpec spec = JobSpec.read(new JobText("job.yaml", parts.text(0)), List.of(parts.text(1)));
      // Into the manifest.
      Json.tree(spec);
      return true;
    } catch (InvalidJobException e) {
      if (e.lines().isEmpty() || e.lines().stream().anyMatch(String::isBlank)) {
        throw new UncheckedIOException(new IOException("refused without a word", e));
      }
      return false;
    }
  }

  @Override
  public List<String> words() {
    return List.of(
        "name",
        "data",
        "input",
        "path",
        "key",
        "split",
        "by",
        "test",
        "valid",
        "source",
        "target",
        "column",
        "columns",
        "kind",
        "vector",
        "image",
        "text",
        "shape",
        "content",
        "file",
        "raw",
        "tokens",
        "bpe",
        "unigram",
        "word",
        "space",
        "encoder",
        "decoder",
        "mlp",
        "cnn",
        "rnn",
        "user",
        "layers",
        "code",
        "filters",
        "attention",
        "multihead",
        "heads",
        "attend",
        "between",
        "train",
        "epochs",
        "batch",
        "optimizer",
        "averaging",
        "workers",
        "auto",
        "period",
        "norm",
        "predict",
        "evaluate",
        "by",
        "metrics",
        "encode",
        "retrain",
        "unguarded",
        "null",
        "~",
        "&a ",
        "*a",
        "<<: ",
        "!!set ",
        "---\n",
        "- ",
        ": ",
        "{",
        "}",
        "[",
        "]",
        "\"",
        "'",
        "|\n",
        ">\n",
        "\n",
        "  ",
        "\t",
        "# ",
        "1e999",
        ".inf",
        "0x10",
        "1_000",
        "\uFEFF",
        "${",
        "%");
  }

  @Override
  public boolean counts(String type) {
    return type.startsWith("org.diabolo.job.");
  }
}
