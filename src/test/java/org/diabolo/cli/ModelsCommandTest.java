package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.diabolo.cli.Commands.Outcome;
import org.diabolo.job.JobSpec;
import org.diabolo.job.NotOwnerException;
import org.diabolo.pipeline.RunDirectory;
import org.diabolo.retrain.ByHand;
import org.diabolo.retrain.Registry;
import org.diabolo.store.Application;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;
import org.diabolo.store.SummedJson;
import org.diabolo.submit.JobSource;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelsCommandTest {
  @TempDir Path folder;
  private Path one;
  private Path two;

  @BeforeEach
  void copyRuns() throws Exception {
    one = SmallRun.copy(SmallRun.whole(), folder);
    two = copyAs("two");
  }

  private Path copyAs(String id) throws IOException {
    FileUtils.copyDirectory(one.toFile(), one.resolveSibling(id).toFile());
    return one.resolveSibling(id);
  }

  /** Without Spark: of codes after a rollback there is a test of its own. */
  private Outcome models(int code, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--set", "retrain.encode_new=false"));
    return ended(code, all.toArray(String[]::new));
  }

  private Outcome ended(int code, String... words) {
    Outcome outcome = Commands.in(folder, "models", words);
    assertThat(outcome.code()).as(outcome.errors()).isEqualTo(code);
    assertThat(outcome.summary().get("exit").asInt()).isEqualTo(code);
    return outcome;
  }

  private Outcome decided(String action, String version) {
    return models(0, action, version, "--reason", "it is " + action + " day");
  }

  private Path journal() {
    return one.resolveSibling("_registry").resolve("journal");
  }

  private JsonNode decision(int number) throws IOException {
    return SummedJson.readWhole(
        Files.readString(journal().resolve("00000" + number + ".json")), ObjectNode.class);
  }

  private void assertDecisions(int number) throws IOException {
    if (number == 0) {
      assertThat(journal()).doesNotExist();
      return;
    }
    try (Stream<Path> files = Files.list(journal())) {
      assertThat(files).hasSize(number);
    }
  }

  private static List<String> versions(Outcome outcome) {
    return StreamSupport.stream(outcome.summary().get("versions").spliterator(), false)
        .map(each -> each.get("version").asText())
        .toList();
  }

  @Test
  void modelsThatNothingWasDecidedAboutAreListed() throws Exception {
    Files.createDirectories(one.resolveSibling("begun"));
    Files.copy(one.resolve("result.json"), one.resolveSibling("begun").resolve("result.json"));

    Outcome outcome = models(0);
    assertThat(versions(outcome)).containsExactly("two", "one");
    assertThat(outcome.summary().get("champion").isNull()).isTrue();
    assertThat(outcome.summary().get("codes").isNull()).isTrue();
    assertThat(outcome.summary().get("decisions").asInt()).isZero();
    assertThat(outcome.errors().lines().toList())
        .hasSize(7)
        .satisfies(
            lines -> {
              assertThat(lines.get(0)).matches("version +decision +trained \\(UTC\\) +rows");
              assertThat(lines.get(1)).matches("two +- +\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d +120");
              assertThat(lines.get(2)).matches("  mse \\S+, PCA's mse \\S+ on the test rows");
              assertThat(lines.get(3)).isEqualTo("  code space plane/one");
            });
    assertThat(models(0, "list", "--json").errors()).isEmpty();
    assertThat(models(0, "--set", "name=other").errors())
        .isEqualTo("no models of other in " + folder + "/runs\n");
    assertDecisions(0);
  }

  @Test
  void runOfOldIsAdoptedOnce() throws Exception {
    Outcome outcome = decided("adopt", "one");
    assertThat(outcome.errors())
        .matches("one is the champion \\(decision 1, adopt one by \\S+@\\S+ at \\d{4}-\\S+Z\\)\n");
    JsonNode summary = outcome.summary();
    assertThat(summary.get("command").asText()).isEqualTo("models");
    assertThat(summary.get("champion").asText()).isEqualTo("one");
    assertThat(summary.get("bundle").asText()).isEqualTo(one + "/bundle");
    assertThat(summary.get("codes").asText()).isEqualTo(one + "/encodings");
    assertThat(summary.get("path").asText()).isEqualTo(one + "/encodings");
    assertThat(summary.at("/files/0").asText())
        .isEqualTo(SmallRun.part(one.resolve("encodings")).toString());
    assertThat(summary.get("decided").get("number").asInt()).isEqualTo(1);
    assertThat(decision(1).get("action").asText()).isEqualTo("adopt");
    assertThat(decision(1).get("codes").asText()).isEqualTo("one/encodings");
    assertThat(decision(1).at("/reasons/0").asText()).isEqualTo("it is adopt day");
    assertThat(decision(1).get("previous").isNull()).isTrue();

    Outcome again = decided("adopt", "one");
    assertThat(again.errors()).startsWith("one is the champion already (decision 1, adopt one by ");
    assertThat(again.summary().get("decided").isNull()).isTrue();
    assertThat(models(2, "adopt", "two", "--reason", "no").errors())
        .isEqualTo(
            "adopt two: allowed as long as there is no champion, and one is it (decision 1); use:"
                + " promote two\n");
    assertDecisions(1);
  }

  @Test
  void listMarksTheChampionAndSaysWhoDecidedAndWhy() {
    decided("adopt", "one");
    decided("promote", "two");

    Outcome outcome = models(0);
    assertThat(outcome.summary().get("champion").asText()).isEqualTo("two");
    JsonNode first = outcome.summary().at("/versions/0");
    assertThat(first.get("champion").asBoolean()).isTrue();
    assertThat(first.at("/decisions/0/previous").asText()).isEqualTo("one");
    assertThat(first.at("/run/rows/train").asInt()).isPositive();
    assertThat(outcome.summary().at("/versions/1/champion").asBoolean()).isFalse();
    assertThat(outcome.errors())
        .containsPattern(
            "\ntwo +promote, 2 +\\d{4}-.* 120\n  the champion\n  \\S+@\\S+: it is promote day\n  mse")
        .containsPattern("\none +adopt, 1 +\\d{4}-.* 120\n  \\S+@\\S+: it is adopt day\n  mse ")
        .satisfies(text -> assertThat(text.lines()).allMatch(line -> line.length() <= 80));

    assertThat(models(0, "show", "two").errors())
        .startsWith("version two, the champion\n  mse ")
        .containsPattern("\n  decision 2, promote two by \\S+@\\S+ at \\S+Z\n  it is promote day\n")
        .endsWith("\n  codes: two/encodings\n");
    assertThat(models(2, "show", "three").errors())
        .isEqualTo("show three: no such version of plane in " + folder + "/runs\n");
  }

  @Test
  void whatIsChampionAlreadyIsNotPromotedAgain() throws Exception {
    decided("promote", "two");
    assertThat(decided("promote", "two").errors()).startsWith("two is the champion already ");
    assertThat(decided("rollback", "two").errors()).startsWith("two is the champion already ");
    assertDecisions(1);
  }

  @Test
  void damagedOrMissingModelIsNotPromoted() throws Exception {
    byte[] encoder = Files.readAllBytes(two.resolve("bundle/encoder.zip"));
    encoder[encoder.length / 2] ^= 4;
    SmallRun.overwrite(two.resolve("bundle/encoder.zip"), encoder);
    assertThat(models(0, "show", "two").summary().at("/version/flaw").asText())
        .startsWith(two + "/bundle/encoder.zip: damaged: its SHA-256 is ");
    assertThat(models(3, "promote", "two", "--reason", "x").errors())
        .matches(two + "/bundle/encoder.zip: damaged: its SHA-256 is \\w{64}, not \\w{64}\n");
    assertThat(models(2, "promote", "three", "--reason", "x").errors())
        .isEqualTo("promote three: there is no such run in " + one.getParent() + "\n");

    Path three = one.resolveSibling("three");
    Files.createDirectories(three);
    assertThat(models(2, "promote", "three", "--reason", "x").errors())
        .isEqualTo("promote three: " + three + " has no bundle (make one with: diabolo run)\n");

    Path four = copyAs("four");
    ObjectNode manifest =
        SummedJson.read(Files.readString(four.resolve("manifest.json")), ObjectNode.class);
    manifest.withObject("/stages/train").put("redo", true);
    Files.writeString(four.resolve("manifest.json"), SummedJson.text(manifest));
    assertThat(models(2, "promote", "four", "--reason", "x").errors())
        .isEqualTo(
            "promote four: its model is to be made again; do that first: diabolo run --run-id"
                + " four\n");
    assertDecisions(0);
  }

  @Test
  void codesAreTheVersionsOwnWholeOnes() throws Exception {
    Path beside = one.resolveSibling("_codes").resolve("two");
    Outcome kept = Commands.in(folder, "encode", "--new", "--run-id", "two");
    assertThat(kept.code()).as(kept.errors()).isZero();
    JsonNode codes = decided("promote", "two").summary();
    assertThat(codes.get("codes").asText()).isEqualTo(beside.toString());
    assertThat(codes.get("path")).isEqualTo(kept.summary().get("path"));
    assertThat(codes.at("/files/0").asText()).startsWith(codes.get("path").asText() + "/part-");
    assertThat(decision(1).get("codes").asText()).isEqualTo("_codes/two");

    Path three = copyAs("three");
    Files.delete(SmallRun.part(three.resolve("encodings")));
    Outcome lacking = decided("promote", "three");
    assertThat(lacking.summary().get("codes").isNull()).isTrue();
    // A rollback reads what is kept beside the runs too.
    Path part = Path.of(codes.at("/files/0").asText());
    byte[] bytes = Files.readAllBytes(part);
    bytes[bytes.length / 3] ^= 4;
    SmallRun.overwrite(part, bytes);
    assertThat(models(3, "rollback", "--reason", "x").errors())
        .contains(part + " is damaged: its CRC-32C is ");
    assertThat(lacking.errors())
        .containsPattern("^" + three + "/encodings/part-\\S+ is missing\n")
        .contains(
            "\nversion three has no whole codes, so the decision names none; write them with:"
                + " diabolo encode --new\n");

    Path four = copyAs("four");
    Path made = four.resolve("encodings/_made.json");
    ObjectNode tree = SummedJson.read(Files.readString(made), ObjectNode.class);
    tree.withObject("/from/model").put("encoder", "another's");
    SmallRun.overwrite(made, SummedJson.text(tree).getBytes());
    assertThat(decided("promote", "four").errors())
        .startsWith(four + "/encodings: codes of another model\n");
    assertThat(decision(3).get("codes").isNull()).isTrue();
  }

  @Test
  void rollbackGoesToTheChampionBefore() throws Exception {
    Path three = copyAs("three");
    decided("adopt", "one");
    decided("promote", "two");
    decided("promote", three.getFileName().toString());

    Outcome back = models(0, "rollback", "--reason", "three answers nonsense");
    assertThat(back.errors())
        .matches("two is the champion \\(decision 4, rollback two by .*; before: three\\)\n");
    assertThat(back.summary().get("codes").asText()).isEqualTo(two + "/encodings");
    assertThat(decision(4).get("previous").asText()).isEqualTo("three");

    assertThat(models(0, "rollback", "--reason", "so does two").summary().get("champion").asText())
        .isEqualTo("one");
    assertThat(models(2, "rollback", "--reason", "and one").errors())
        .isEqualTo("rollback: one is the first champion, and none was before it\n");
    assertThat(decided("rollback", "three").summary().get("champion").asText()).isEqualTo("three");
    assertDecisions(6);
  }

  @Test
  void rollbackVerifiesEveryFileOfModelAndCodesBefore() throws Exception {
    decided("adopt", "one");
    decided("promote", "two");
    Path part = SmallRun.part(one.resolve("encodings"));
    byte[] whole = Files.readAllBytes(part);
    byte[] bytes = whole.clone();
    bytes[bytes.length / 3] ^= 4;
    SmallRun.overwrite(part, bytes);
    assertThat(models(3, "rollback", "--reason", "x").errors())
        .matches(
            part
                + " is damaged: its CRC-32C is \\w{8}, not \\w{8}; make them again with: diabolo"
                + " encode --run-id one\n");
    SmallRun.overwrite(part, whole);
    FileUtils.moveDirectory(one.resolve("bundle").toFile(), one.resolveSibling("away").toFile());
    assertThat(models(3, "rollback", "--reason", "x").errors())
        .isEqualTo(one + "/bundle: there is no bundle here (no SHA256SUMS)\n");
    assertDecisions(2);
    String flaw = one + "/bundle: there is no whole bundle here";
    Outcome shown = models(0, "show", "one");
    assertThat(shown.errors().replaceAll("\n +", " ")).contains(flaw);
    assertThat(shown.summary().at("/version/flaw").asText()).isEqualTo(flaw);
    Outcome listed = models(0);
    assertThat(listed.errors().replaceAll("\n +", " ")).contains(flaw);
    assertThat(listed.summary().at("/versions/0/flaw").isNull()).isTrue();
    assertThat(listed.summary().at("/versions/1/flaw").asText()).isEqualTo(flaw);

    FileUtils.moveDirectory(one.resolveSibling("away").toFile(), one.resolve("bundle").toFile());
    assertThat(models(0, "rollback", "--reason", "x").summary().get("champion").asText())
        .isEqualTo("one");
  }

  @Test
  void rollbackEncodesRowsThatHaveNoCodeByWhoIsChampionThen() throws Exception {
    Outcome kept = Commands.in(folder, "encode", "--new", "--run-id", "one");
    assertThat(kept.code()).as(kept.errors()).isZero();
    decided("adopt", "one");
    decided("promote", "two");
    Tables.write(LocalSpark.session(), Tables.plane(125), folder.resolve("rows"));
    String[] rows = {"--reason", "x", "--set", "data.input.path=" + folder.resolve("rows")};

    Outcome back = ended(0, and(rows, "rollback"));
    assertThat(back.errors())
        .containsPattern(
            "^one is the champion \\(decision 3, rollback one .*\nencoding rows of "
                + folder.resolve("rows")
                + " that have no code by one\n")
        .contains("\nencoded 5 rows\n");
    assertThat(back.summary().get("encoded").asInt()).isEqualTo(5);
    assertThat(back.summary().get("not_encoded").isNull()).isTrue();
    assertThat(back.summary().get("rows").asInt()).isEqualTo(125);
    assertThat(back.summary().get("unresolved").asInt()).isEqualTo(5);
    assertThat(back.summary().has("path")).isFalse();
    assertThat(decision(3).get("codes").asText()).isEqualTo("_codes/one");
    assertDecisions(3);
  }

  @Test
  void rollbackStandsWhereRowsCannotBeEncoded() throws Exception {
    decided("adopt", "one");
    decided("promote", "two");
    // The runs lie in it.
    String[] input = {"--reason", "x", "--set", "data.input.path=" + folder};

    Outcome back = ended(0, and(input, "rollback"));
    String why = "--workspace " + folder + "/runs: lies in data.input.path " + folder;
    assertThat(back.summary().get("champion").asText()).isEqualTo("one");
    assertThat(back.summary().get("decided").get("number").asInt()).isEqualTo(3);
    assertThat(back.summary().get("not_encoded").asText()).startsWith(why);
    assertThat(back.summary().has("encoded")).isFalse();
    assertThat(back.errors())
        .contains("no new rows were encoded: " + why)
        .containsPattern("\nonce that is mended:\n  \\S+ encode \\S+job.yaml .*--new");
    assertThat(ended(0, and(input, "rollback", "one")).errors())
        .startsWith("one is the champion already (decision 3, ");
    assertDecisions(3);
    // What is no master is told before anything is decided.
    assertThat(ended(2, and(input, "rollback", "--master", "sparks://a:1")).errors())
        .contains("--master: found sparks://a:1");
    assertDecisions(3);
  }

  private static String[] and(String[] words, String... first) {
    return Stream.concat(Stream.of(first), Stream.of(words)).toArray(String[]::new);
  }

  @Test
  void whoWasNeverChampionIsNotRolledBackTo() {
    assertThat(models(2, "rollback", "--reason", "x").errors())
        .isEqualTo("rollback: there is no champion, and none was before it\n");
    assertThat(models(2, "rollback", "two", "--reason", "x").errors())
        .isEqualTo("rollback two: it was never the champion; use: promote two\n");
    assertThat(models(2, "rollback", "three", "--reason", "x").errors())
        .isEqualTo("rollback three: there is no such run in " + one.getParent() + "\n");
    assertThat(models(2, "promote", "../../a", "--reason", "x").errors())
        .startsWith("promote ../../a: allowed: ");
  }

  @Test
  void whoseRunIsGoneIsListedAndNotRolledBackTo() throws Exception {
    decided("adopt", "one");
    decided("promote", "two");
    FileUtils.deleteDirectory(one.toFile());
    assertThat(models(0).errors())
        .containsPattern("\none +adopt, 1 +- +-\n.*: it is adopt day\n  its run is gone\n");
    assertThat(models(3, "rollback", "--reason", "x").errors())
        .isEqualTo("rollback one: " + one + " is gone; put it back from a copy\n");
    assertThat(one).doesNotExist();
  }

  /** While another command is at work on a run, which gives signs of life often. */
  private static Outcome whileOwned(Path run, Supplier<Outcome> command) {
    Configuration hasty = new Configuration();
    hasty.set("diabolo.owner.stale", "500ms");
    System.setProperty("spark.hadoop.diabolo.owner.stale", "500ms");
    RunDirectory taken = new RunDirectory(Folder.of(run.toString(), hasty)).taken(Application.NONE);
    try {
      return command.get();
    } finally {
      taken.letGo();
      System.clearProperty("spark.hadoop.diabolo.owner.stale");
    }
  }

  @Test
  void runThatAnotherCommandIsAtWorkOnIsNotChosen() throws Exception {
    assertThat(whileOwned(two, () -> models(5, "promote", "two", "--reason", "x")).errors())
        .containsPattern("run two is owned by \\S+ process \\d+ .*, which lives; ");
    assertDecisions(0);
    decided("promote", "two");
  }

  @Test
  void whoDecidedAgainstAnOlderNumberIsTold() throws Exception {
    JobSpec spec = JobSpec.read(JobSource.read(folder.resolve("job.yaml").toString()), List.of());
    Registry old = Registry.of(folder.resolve("runs").toString(), spec, new Configuration());
    decided("adopt", "one");
    assertThatThrownBy(() -> new ByHand(old).promote("two", "late"))
        .isInstanceOf(NotOwnerException.class)
        .hasMessageContaining("somebody else was first: decision 1, adopt one by ");
    assertDecisions(1);
    // It has let go of the run.
    assertThat(models(0, "promote", "two", "--reason", "now").code()).isZero();
  }

  @Test
  void damagedJournalIsNamed() throws Exception {
    decided("adopt", "one");
    decided("promote", "two");
    Path first = journal().resolve("000001.json");
    Files.writeString(first, Files.readString(first).replace("adopt day", "another day"));
    for (List<String> words :
        List.of(List.of("list"), List.of("promote", "one", "--reason", "x"))) {
      Outcome outcome = models(3, words.toArray(String[]::new));
      assertThat(outcome.errors()).startsWith(first + ": damaged: its CRC-32C is ");
      assertThat(outcome.summary().get("kind").asText()).isEqualTo("data");
    }
    Files.delete(first);
    assertThat(models(3).errors())
        .isEqualTo(first + ": is missing, and later ones are there; put it back\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "crown one|models: found crown, allowed: list, show, compare, adopt, promote, rollback, prune",
        "list --delete|--delete: allowed with: prune",
        "list --keep 3|--keep 3: allowed with prune, a whole number from 0 to 999999",
        "prune --days -1|--days -1: allowed with prune, a whole number from 0 to 999999",
        "prune --days x|--days x: allowed with prune, a whole number from 0 to 999999",
        "promote --reason x|models promote: found 0 versions, allowed: 1",
        "rollback a b --reason x|models rollback a b: found 2 versions, allowed: 0 or 1",
        "compare a|models compare a: found 1 version, allowed: 2",
        "promote one|models promote: needs --reason TEXT, for who reads the journal later",
        "list --reason x|--reason x: allowed with: adopt, promote, rollback",
        "list --run-id one|--run-id one: models takes versions as arguments: show VERSION"
      })
  void mistakesAreTold(String words, String message) {
    assertThat(models(2, words.split(" ")).errors()).isEqualTo(message + "\n");
  }

  @Test
  void figuresOfTwoAreSideBySide() throws Exception {
    ObjectNode metrics = Json.read(Files.readString(two.resolve("metrics.json")), ObjectNode.class);
    metrics.withObject("/test").put("mse", 0.5).put("rows", 999);
    Files.writeString(two.resolve("metrics.json"), Json.pretty(metrics));
    ObjectNode before = Json.read(Files.readString(one.resolve("metrics.json")), ObjectNode.class);
    before.withObject("/test").put("mse", 0.4);
    Files.writeString(one.resolve("metrics.json"), Json.pretty(before));

    Outcome outcome = models(0, "compare", "one", "two");
    assertThat(outcome.errors())
        .startsWith("A: one\nB: two\n")
        .containsPattern("\ntest +A +B +B to A\n")
        .containsPattern("\n  mse +0\\.4000 +0\\.5000 +\\+25\\.0 %\n")
        .endsWith("\nmeasured on other rows: test; the difference may be theirs\n");
    assertThat(outcome.summary().at("/figures/two/test/mse").asDouble()).isEqualTo(0.5);
    assertThat(outcome.summary().at("/figures/one/test/mse").asDouble()).isEqualTo(0.4);

    Files.writeString(one.resolve("metrics.json"), "{\"test\"");
    assertThat(models(3, "compare", "one", "two").errors())
        .isEqualTo(one + "/metrics.json: damaged; measure again with: diabolo evaluate\n");
    Files.delete(one.resolve("metrics.json"));
    assertThat(models(3, "compare", "one", "two").errors())
        .isEqualTo(one + "/metrics.json: is missing; make it with: diabolo evaluate\n");
    assertThat(models(2, "compare", "two", "three").errors())
        .isEqualTo("compare three: there is no such run in " + one.getParent() + "\n");
  }

  /** A decision of long ago, which the command itself would not write. */
  private void age(int number) throws IOException {
    Path file = journal().resolve("00000" + number + ".json");
    ObjectNode tree = SummedJson.readWhole(Files.readString(file), ObjectNode.class);
    Files.writeString(file, SummedJson.text(tree.put("time", "2020-02-29T01:02:03Z")));
  }

  @Test
  void whatNobodyNeedsIsToldAndRemovedOnlyWhenAsked() throws Exception {
    for (String id : List.of("a", "b", "c", "d")) {
      copyAs(id);
    }
    FileUtils.copyDirectory(
        one.resolve("encodings").toFile(), one.resolveSibling("_codes").resolve("a").toFile());
    decided("adopt", "a");
    decided("promote", "b");
    decided("promote", "c");
    for (int number = 1; number <= 3; number++) {
      age(number);
    }

    // All began at once, so the names decide which are the newest: two, one, d, c, b, a. The codes
    // of all but two are of the space that one began.
    Outcome dry = models(0, "prune", "--keep", "1");
    assertThat(dry.summary().at("/removed")).isEmpty();
    assertThat(dry.summary().at("/would_remove/1/version").asText()).isEqualTo("a");
    long bytes =
        FileUtils.sizeOfDirectory(one.resolveSibling("a").toFile())
            + FileUtils.sizeOfDirectory(one.resolveSibling("_codes").resolve("a").toFile());
    assertThat(dry.errors())
        .containsPattern("^would remove d: [\\d,]+ bytes in d\nwould remove a: ")
        .contains(
            "\nwould remove a: "
                + String.format(java.util.Locale.ROOT, "%,d", bytes)
                + " bytes in a, _codes/a\n2 versions, ")
        .endsWith(" bytes; --delete removes them\n");
    assertThat(one.resolveSibling("a")).exists();

    Outcome removed =
        whileOwned(one.resolveSibling("d"), () -> models(0, "prune", "--keep", "1", "--delete"));
    assertThat(removed.errors())
        .containsPattern("left d: run d is owned by \\S+ process .*, which lives; ")
        .containsPattern("\nremoved a: ");
    assertThat(removed.summary().at("/left/d").isTextual()).isTrue();
    assertThat(one.resolveSibling("a")).doesNotExist();
    assertThat(one.resolveSibling("_codes").resolve("a")).doesNotExist();
    assertThat(versions(models(0))).containsExactly("two", "one", "d", "c", "b", "a");
    assertThat(models(0, "rollback", "--reason", "x").summary().get("champion").asText())
        .isEqualTo("b");
    // What a young decision names stays.
    assertThat(models(0, "prune", "--keep", "0").summary().at("/would_remove/0/version").asText())
        .isEqualTo("two");
    assertThat(models(0, "prune", "--keep", "3").errors()).isEqualTo("0 versions, 0 bytes\n");
  }
}
