package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.diabolo.cli.Commands.Outcome;
import org.diabolo.store.Json;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Codes that are there are those that would be made now, or are made again, or refused. */
class EncodeAgainTest {
  @TempDir static Path base;
  @TempDir Path folder;

  private Path run;
  private Path encodings;

  @BeforeAll
  static void runOnce() throws Exception {
    SmallRun.make(base, 200, "run");
  }

  @BeforeEach
  void copy() throws Exception {
    run = SmallRun.copy(base, folder);
    encodings = run.resolve("encodings");
  }

  private Map<String, String> codes() {
    Map<String, String> codes = new TreeMap<>();
    for (Row row :
        LocalSpark.session()
            .read()
            .parquet(encodings.toString())
            .select("id", "code")
            .collectAsList()) {
      codes.put(row.getString(0), row.get(1).toString());
    }
    return codes;
  }

  private Path part() throws IOException {
    return SmallRun.part(encodings);
  }

  private Outcome encode(int code, String... more) {
    Outcome outcome = Commands.in(folder, "encode", more);
    assertThat(outcome.code()).as(outcome.errors()).isEqualTo(code);
    return outcome;
  }

  @Test
  void wholeAndTheSameAreSkipped() throws Exception {
    var stamp = Files.getLastModifiedTime(part());
    assertThat(encode(0).errors()).contains("encoded already");
    Outcome all = Commands.in(folder, "run", "--run-id", "one");
    assertThat(all.code()).as(all.errors()).isZero();
    assertThat(all.errors())
        .contains("prepared already", "trained already", "evaluated already", "encoded already");
    assertThat(Files.getLastModifiedTime(part())).isEqualTo(stamp);
  }

  @Test
  void damagedAndMissingOnesAreMadeAgain() throws Exception {
    Map<String, String> before = codes();
    assertThat(before).hasSize(200);

    String name = part().getFileName().toString();
    byte[] bytes = Files.readAllBytes(part());
    bytes[bytes.length / 3] ^= 4;
    SmallRun.overwrite(part(), bytes);
    assertThat(encode(0).errors())
        .containsPattern(
            "encoding again: .*/encodings/"
                + name
                + " is damaged: its CRC-32C is \\w{8}, not \\w{8}")
        .contains("encoded 200 rows");
    assertThat(codes()).isEqualTo(before);

    name = part().getFileName().toString();
    Files.delete(part());
    Outcome decode = Commands.in(folder, "decode");
    assertThat(decode.code()).isEqualTo(3);
    assertThat(decode.errors())
        .contains("/" + name + " is missing; make the encodings again with: diabolo encode");
    assertThat(encode(0).errors()).contains("/encodings/" + name + " is missing");
    assertThat(codes()).isEqualTo(before);

    for (String damaged : List.of("{", "null", "{\"from\": {}, \"files\": {}}")) {
      SmallRun.overwrite(encodings.resolve("_made.json"), damaged.getBytes());
      decode = Commands.in(folder, "decode");
      assertThat(decode.code()).isEqualTo(3);
      assertThat(decode.errors())
          .contains("/_made.json: damaged; have the rows beside it made again");
      assertThat(encode(0).errors()).contains("does not say any more what it was made from");
    }
    FileUtils.deleteDirectory(encodings.toFile());
    assertThat(encode(0).errors())
        .contains("encoding again: what was made is no longer there", "encoded 200 rows");
    assertThat(codes()).isEqualTo(before);

    Files.delete(encodings.resolve("_made.json"));
    assertThat(encode(0).errors()).contains("was made by an older version");
    assertThat(encode(0).errors()).contains("encoded already");
  }

  @Test
  void onlyCodesAreDecoded() throws Exception {
    Path rows = Files.createDirectories(folder.resolve("csv"));
    Files.writeString(rows.resolve("a.csv"), "id,code\na,1\n");
    for (Path input : List.of(rows, base.resolve("input"))) {
      Outcome decode =
          Commands.in(
              folder, "decode", "--input", "" + input, "--output", "" + folder.resolve("out"));
      assertThat(decode.code()).as(decode.errors()).isEqualTo(3);
      assertThat(decode.summary().path("message").asText())
          .startsWith("--input " + input + ": holds no codes of Diabolo (Parquet with a column")
          .hasLineCount(1)
          .doesNotContain("Exception");
    }
  }

  @Test
  void anotherJobIsRefusedWithWhatDiffers() throws Exception {
    byte[] before = Files.readAllBytes(part());
    assertThat(encode(2, "--set", "encode.columns=[]").errors())
        .contains(
            "\n--run-id one: encode was made from something else: encode.columns was [\"label\"]"
                + " and is now []; begin a new run (another --run-id, or none), or have it made"
                + " again with all that follows from it: --redo encode\n")
        .doesNotContain("encoded already");
    assertThat(Files.readAllBytes(part())).isEqualTo(before);

    FileUtils.deleteDirectory(encodings.toFile());
    encode(0, "--set", "encode.columns=[]");
    assertThat(LocalSpark.session().read().parquet(encodings.toString()).columns())
        .containsExactly("id", "code", "reconstruction_error", "model_version", "code_space");
    // What they were made from is said in their own folder, so no crash can part the two.
    ObjectNode manifest =
        Json.read(Files.readString(run.resolve("manifest.json")), ObjectNode.class);
    manifest.remove("crc32c_of_the_rest");
    ((ObjectNode) manifest.get("stages")).remove("encode");
    SmallRun.overwrite(run.resolve("manifest.json"), Json.pretty(manifest).getBytes());
    assertThat(encode(2).errors()).contains("encode.columns was [] and is now [\"label\"]");
  }

  @Test
  void anotherInputIsRefused() throws Exception {
    FileUtils.copyDirectory(base.resolve("input").toFile(), base.resolve("before").toFile());
    try {
      Tables.write(
          LocalSpark.session(),
          List.of(RowFactory.create("new", Tables.plane(1).get(0).get(1), "x")),
          base.resolve("input"));
      assertThat(encode(3).errors())
          .containsPattern(
              "--run-id one: prepare was made from something else: file part-\\S+ of the input came")
          .contains("; begin a new run (another --run-id, or none)");
    } finally {
      FileUtils.deleteDirectory(base.resolve("input").toFile());
      FileUtils.moveDirectory(base.resolve("before").toFile(), base.resolve("input").toFile());
    }
  }

  @Test
  void anotherModelOfTheSameVersionIsFound() throws Exception {
    FileUtils.deleteDirectory(run.resolve("bundle").toFile());
    FileUtils.deleteDirectory(run.resolve("checkpoints").toFile());
    String[] engine = {"--run-id", "one", "--set", "train.engine=dl4j"};
    Outcome trained = Commands.in(folder, "train", engine);
    assertThat(trained.code()).as(trained.errors()).isZero();

    assertThat(encode(3).errors())
        .containsPattern(
            "encode was made from something else: model.encoder was \"\\w{64}\" and is now"
                + " \"\\w{64}\"; begin a new run");
    Outcome evaluated = Commands.in(folder, "evaluate");
    assertThat(evaluated.code()).as(evaluated.errors()).isZero();
    assertThat(evaluated.errors()).contains("evaluating again: model.encoder was");
  }

  @Test
  void damagedFiguresAreMeasuredAgain() throws Exception {
    Path metrics = run.resolve("metrics.json");
    String before = Files.readString(metrics);
    SmallRun.overwrite(metrics, before.replace("mse", "mxe").getBytes());
    Outcome changed = Commands.in(folder, "evaluate");
    assertThat(changed.errors()).contains("metrics.json is not what was measured");
    SmallRun.overwrite(metrics, before.substring(0, before.length() / 2).getBytes());
    Outcome cut = Commands.in(folder, "evaluate");
    assertThat(cut.errors()).contains("metrics.json is damaged");
    assertThat(Files.readString(metrics)).isEqualTo(before);
  }
}
