package org.diabolo.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code data.where}; the rows that are expected are chosen by plain Java. */
class InputWhereTest {
  @TempDir Path folder;

  private final SparkSession spark = LocalSpark.session();

  /** A row of the table in folders of days and countries; some have no number. */
  private record Line(String id, Integer n, String day, String country) {}

  private static List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      lines.add(
          new Line(
              String.format("r%02d", i),
              i % 7 == 0 ? null : i,
              "2026-01-0" + (1 + i % 4),
              i % 3 == 0 ? "ch" : "at"));
    }
    return lines;
  }

  private static List<String> ids(Predicate<Line> condition) {
    return lines().stream().filter(condition).map(Line::id).toList();
  }

  private static String where(String condition) {
    return "data.where=\"" + condition + "\"";
  }

  private InputFiles partitioned(String format) {
    InputFiles files = new InputFiles(folder, format);
    spark
        .createDataFrame(
            lines().stream()
                .map(line -> RowFactory.create(line.id, line.n, line.day, line.country))
                .toList(),
            StructType.fromDDL("id string, n int, day string, country string"))
        .coalesce(1)
        .write()
        .option("header", "true")
        .partitionBy("day", "country")
        .format(format)
        .save(files.input().toString());
    return files;
  }

  private List<String> read(InputFiles files, String condition) throws Exception {
    return files.open(files.numbers("n", where(condition))).select("id").collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "orc", "json", "csv"})
  void rowsAreThoseForWhichItIsTrue(String format) throws Exception {
    InputFiles files = partitioned(format);

    assertThat(read(files, "day >= '2026-01-03' and country = 'ch'"))
        .isEqualTo(ids(l -> l.day.compareTo("2026-01-03") >= 0 && l.country.equals("ch")));
    assertThat(read(files, "n > 30")).isEqualTo(ids(l -> l.n != null && l.n > 30));
    assertThat(read(files, "not n > 30")).isEqualTo(ids(l -> l.n != null && l.n <= 30));
    assertThat(read(files, "n is null and DAY = '2026-01-02'"))
        .isEqualTo(ids(l -> l.n == null && l.day.equals("2026-01-02")));
    assertThat(read(files, "day = '2026-01-01' and n > 5 or country = 'at' and n < 9"))
        .isEqualTo(
            ids(
                l ->
                    l.n != null
                        && (l.day.equals("2026-01-01") && l.n > 5
                            || l.country.equals("at") && l.n < 9)));
    assertThat(read(files, "true")).isEqualTo(ids(l -> true));
  }

  private List<String> listed(InputFiles files, String condition) throws Exception {
    return Input.snapshot(spark, files.numbers("n", where(condition)).data().input())
        .listing()
        .keySet()
        .stream()
        .map(file -> file.substring(0, file.lastIndexOf('/')))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "csv"})
  void snapshotHasTheFilesThatItCanSee(String format) throws Exception {
    InputFiles files = partitioned(format);
    List<String> ofThird = List.of("day=2026-01-03/country=at", "day=2026-01-03/country=ch");

    assertThat(listed(files, "day = '2026-01-03'")).isEqualTo(ofThird);
    assertThat(listed(files, "DAY = '2026-01-03' and n > 3")).isEqualTo(ofThird);
    assertThat(listed(files, "day between '2026-01-03' and '2026-01-04' and country <> 'at'"))
        .containsExactly("day=2026-01-03/country=ch", "day=2026-01-04/country=ch");
    assertThat(listed(files, "substring(day, 9) = 3")).isEqualTo(ofThird);
    assertThat(listed(files, "n > 3")).hasSize(8);
    assertThat(listed(files, "n > 3 or day = '2026-01-03'")).hasSize(8);
    assertThat(listed(files, "exists(array(n), x -> x > 3) and country = 'ch'")).hasSize(4);
    assertThat(listed(files, "exists(split(day, '-'), x -> x = n)")).hasSize(8);
    assertThat(listed(files, "day = '2027-01-01'")).isEmpty();
    Input.Snapshot some =
        Input.snapshot(spark, files.numbers("n", where("day = '2026-01-03'")).data().input());
    long bytes = 0;
    long newest = 0;
    for (Path each : filesIn(files.input().resolve("day=2026-01-03"))) {
      bytes += Files.size(each);
      newest = Math.max(newest, Files.getLastModifiedTime(each).toMillis());
    }
    assertThat(some.files()).isEqualTo(2);
    assertThat(some.bytes()).isEqualTo(bytes);
    assertThat(some.newestModification()).isEqualTo(newest);
  }

  private static List<Path> filesIn(Path place) throws Exception {
    try (var all = Files.walk(place)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().startsWith("part-"))
          .toList();
    }
  }

  /** Nor for types: a word among the numbers of another day does not make them texts. */
  @Test
  void foldersThatItLeavesOutAreNotLookedAt() throws Exception {
    InputFiles csv = partitioned("csv");
    csv.write("day=2026-01-04/country=ch/more.csv", "id,n\nx1,word\n\"");
    assertThat(
            csv.open(csv.numbers("n", where("day < '2026-01-04'"))).schema().apply("n").dataType())
        .hasToString("IntegerType");
    assertThat(read(csv, "day < '2026-01-04'"))
        .isEqualTo(ids(l -> l.day.compareTo("2026-01-04") < 0));

    InputFiles parquet = new InputFiles(folder.resolve("p"), "parquet");
    Files.createDirectories(folder.resolve("p"));
    spark
        .range(3)
        .selectExpr("string(id) id", "int(id) n")
        .write()
        .parquet(parquet.input() + "/day=1");
    parquet.write("day=2/bad.parquet", "no parquet");
    assertThat(read(parquet, "day = 1")).containsExactly("0", "1", "2");
    assertThatThrownBy(() -> read(parquet, "day >= 1"))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("day=2/bad.parquet");
  }

  /** Of any files, each is a row, empty ones too. */
  @Test
  void filesAsTheyAreAreChosenByTheirFolders() throws Exception {
    InputFiles files = new InputFiles(folder, "binaryfile");
    files.write("kind=a/one", "1");
    files.write("kind=a/two", "");
    files.write("kind=b/three", "3");
    files.write("kind=c/four", "");
    JobSpec spec = files.numbers("n", where("kind <> 'b'"));

    assertThat(
            files.open(spec).selectExpr("kind || ' ' || length").collectAsList().stream()
                .map(row -> row.getString(0))
                .sorted())
        .containsExactly("a 0", "a 1", "c 0");
    assertThat(Input.snapshot(spark, spec.data().input()).listing())
        .containsOnlyKeys("kind=a/one", "kind=a/two", "kind=c/four");
  }

  @Test
  void columnsOfFoldersAboveThePathAreTheUsers() throws Exception {
    InputFiles files = new InputFiles(folder, "csv");
    files.write("year=1/day=1/t.csv", "id,n\nr1,1\n");
    files.write("year=1/day=2/t.csv", "id,n\nr2,2\n");
    String[] options = {
      "data.input.path=\"" + files.input() + "/year=1\"",
      "data.input.options={basePath: \"" + files.input() + "\"}",
      where("year = '1' and day = '2'")
    };

    assertThat(files.screened(files.numbers("n", options), "year", "day"))
        .containsExactly("r2 (2.0) 1|2");
  }

  @Test
  void conditionOfNoFolderOrNoRowIsToldWithItsText() throws Exception {
    InputFiles files = partitioned("parquet");
    String none = "data.where: the condition holds for no row of " + files.input() + ": ";

    assertThatThrownBy(() -> files.open(files.numbers("n", where("day = '2027-01-01'"))))
        .isInstanceOf(BadDataException.class)
        .hasMessage(none + "day = '2027-01-01'");
    JobSpec spec = files.numbers("n", where("n > 1000"));
    var rows = files.open(spec);
    var screened = Screening.whole(spec, rows, List.of(), List.of()).screen();
    assertThatThrownBy(() -> Rejects.count(screened).enforce(spec, rows, screened, null))
        .isInstanceOf(BadDataException.class)
        .hasMessage(none + "n > 1000");
  }

  @Test
  void vectorOfUnstatedSizeWithoutRowsIsNoBadVector() throws Exception {
    InputFiles files = new InputFiles(folder, "parquet");
    spark.sql("select 'r1' id, 1 n, array(1.0) v").write().parquet(files.input().toString());
    JobSpec spec = files.numbers("n", "source={kind: vector, column: v}", where("n > 1"));

    assertThatThrownBy(() -> files.screened(spec))
        .isInstanceOf(BadDataException.class)
        .hasMessage("data.where: the condition holds for no row of " + files.input() + ": n > 1");
  }

  /** Numbers are compared as numbers, and 007 stays a text. */
  @Test
  void columnsOfCsvAreWhatTheyLookLike() throws Exception {
    InputFiles files = new InputFiles(folder, "csv");
    files.write(
        "t.csv",
        """
        id,a,b,whole,price,day,seen,good,word
        007,10.5,9.5,3,1.5,2026-01-31,2026-01-31T10:00:00,true,x
        7,5.5,5,10,10.25,2026-02-01,2026-02-01T10:00:00,false,9
        30,5,50.5,20,,2026-02-02,2026-02-02T10:00:00,true,10.5
        """);

    assertThat(csv(files, "whole > 9")).containsExactly("30", "7");
    assertThat(csv(files, "price > 9")).containsExactly("7");
    assertThat(csv(files, "day >= '2026-02-01'")).containsExactly("30", "7");
    assertThat(csv(files, "seen < '2026-02-01T12:00:00'")).containsExactly("007", "7");
    assertThat(csv(files, "good")).containsExactly("007", "30");
    assertThat(csv(files, "id = '007'")).containsExactly("007");
    assertThat(csv(files, "id = 7")).containsExactly("007", "7");
    assertThat(csv(files, "id >= 7.5")).containsExactly("30");
    // The key is text, so 5.5 and 10.5 of it would not be cut to 5 and 10.
    assertThat(csv(files, "word > 9")).containsExactly("30");
    assertThat(csv(files, "word < 10")).containsExactly("7");
    // Of the vector, which keeps them as they are written.
    assertThat(csv(files, "a > 5")).containsExactly("007", "7");
    assertThat(csv(files, "a > b")).containsExactly("007", "7");
    assertThat(csv(files, "a between 5 and 5.5")).containsExactly("30", "7");
    assertThat(csv(files, "int(word) = 10")).containsExactly("30");
  }

  private List<String> csv(InputFiles files, String condition) throws Exception {
    return files.open(files.numbers("a, b", where(condition))).select("id").collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  @Test
  void fieldsOfStructsAreNamedAsEverywhere() throws Exception {
    InputFiles files = new InputFiles(folder, "json");
    files.write("t.json", "{\"id\":\"r1\",\"f\":{\"x\":1}}\n{\"id\":\"r2\",\"f\":{\"x\":2}}\n");

    assertThat(files.screened(files.numbers("f.x", where("f.x > 1")))).containsExactly("r2 (2.0)");
  }

  /** Nobody can tell what it would say of them, and a bad row is not lost. */
  @Test
  void malformedRecordsOfFoldersThatAreReadStayRejects() throws Exception {
    InputFiles csv = new InputFiles(folder, "csv");
    csv.write("day=1/t.csv", "id,n\nr1,1\nr2,2\nr3\n");
    csv.write("day=2/t.csv", "id,n\nr4,1\nr5\n");
    assertThat(csv.screened(csv.numbers("n", where("n > 1 and day = '1'"))))
        .containsExactly("r2 (2.0)", "r3 malformed row: r3");
    // Of several roots nothing is pruned beforehand, and the same rows are read.
    assertThat(
            csv.screened(
                csv.numbers(
                    "n", "data.input.path=\"" + csv.input() + "/day=[12]\"", where("n > 1"))))
        .containsExactly("r2 (2.0)", "r3 malformed row: r3", "r5 malformed row: r5");

    InputFiles json = new InputFiles(folder.resolve("j"), "json");
    Files.createDirectories(folder.resolve("j"));
    json.write(
        "t.json", "{\"id\": \"r1\", \"n\": 1}\n{\"id\": \"r2\", \"n\": 2}\n{\"id\": \"r3\"\n");
    assertThat(json.screened(json.numbers("n", where("n > 1"))))
        .containsExactly("null null key: null, null: null", "r2 (2.0)");
  }

  private String refused(String condition) throws Exception {
    InputFiles files = new InputFiles(folder, "parquet");
    if (!Files.exists(files.input())) {
      spark
          .sql("select 'r1' id, 1 n, 1.5D a, date'2026-01-01' d, array(1, 2) list, '5' text")
          .write()
          .parquet(files.input().toString());
    }
    JobSpec spec = files.numbers("n", where(condition));
    InvalidJobException refusal =
        catchThrowableOfType(InvalidJobException.class, () -> files.open(spec));
    assertThat(refusal).as(condition).isNotNull();
    assertThat(refusal.lines()).hasSize(1);
    assertThat(refusal.getMessage()).doesNotContain("\n").startsWith("data.where: ");
    String found =
        "data.where: found \""
            + condition
            + "\", allowed: a condition on the columns of a"
            + " row in Spark's SQL, as behind WHERE (";
    return refusal.getMessage().startsWith(found)
        ? refusal.getMessage().substring(found.length()).replaceFirst("\\)$", "")
        : refusal.getMessage();
  }

  @Test
  void whatIsNoConditionOnTheColumnsIsRefused() throws Exception {
    assertThat(refused("dya > 1"))
        .isEqualTo(
            "data.where: there is no column dya in the input, allowed: id, n, a, d, list, text");
    assertThat(refused("n"))
        .isEqualTo(
            "Cannot resolve \"n\" due to data type mismatch: Filter expression \"n\" of type \"INT\""
                + " is not a boolean");
    assertThat(refused("d > list")).contains("incompatible types (\"DATE\" and \"ARRAY<INT>\")");
    assertThat(refused("nosuch(n) > 1")).contains("function `nosuch`");
    assertThat(refused("count(n) > 1")).contains("contains invalid expressions: count(n)");
    assertThat(refused("row_number() over (order by n) = 1"))
        .isEqualTo("It is not allowed to use window functions inside WHERE clause");
    assertThat(refused("explode(list) > 1")).contains("generator");
    assertThat(refused("*")).contains("Invalid usage of '*'");
    assertThat(refused(":p > 1")).contains("unbound parameter: p");
  }

  @Test
  void whatGivesOtherRowsEachTimeIsRefused() throws Exception {
    String way =
        "() gives other rows from one call to the next: write the value in, as with --set"
            + " \"data.where=day >= '2026-01-31'\"";
    assertThat(refused("rand() > 0.5")).isEqualTo("rand" + way);
    assertThat(refused("n > 1 and text = uuid()")).isEqualTo("uuid" + way);
    assertThat(refused("d >= current_date() - 30")).isEqualTo("current_date" + way);
    assertThat(refused("d >= CURRENT_DATE")).isEqualTo("current_date" + way);
    assertThat(refused("d >= curdate()")).isEqualTo("current_date" + way);
    assertThat(refused("d > now() - interval 3 days")).isEqualTo("now" + way);
    assertThat(refused("unix_timestamp() > 3")).isEqualTo("current_timestamp" + way);
    assertThat(refused("text = current_user()")).isEqualTo("current_user" + way);
    assertThat(refused("input_file_name() = text")).isEqualTo("input_file_name" + way);
    assertThat(refused("monotonically_increasing_id() > n"))
        .isEqualTo("monotonically_increasing_id" + way);
    assertThat(refused("d >= 'today'")).isEqualTo("'today' is no date");
    assertThat(refused("d >= cast('yesterday' as date)")).isEqualTo("'yesterday' is no date");
    assertThat(refused("d >= '2026-13-01'")).isEqualTo("'2026-13-01' is no date");
    assertThat(refused("n > 'many'")).isEqualTo("'many' is no int");
  }

  /** Which of them is asked decides nothing: 5.5 in a text is above 5 and not 5. */
  @Test
  void textsAndNumbersAreComparedAsNumbers() throws Exception {
    InputFiles files = new InputFiles(folder, "parquet");
    spark
        .sql(
            "select * from values ('r1', 5, '5.5'), ('r2', 5, '5'), ('r3', 6, 'six') as t(id, n, text)")
        .write()
        .parquet(files.input().toString());

    assertThat(read(files, "text > 5")).containsExactly("r1");
    assertThat(read(files, "text = 5")).containsExactly("r2");
    assertThat(read(files, "n < text")).containsExactly("r1");
    assertThat(read(files, "n < '5.5'")).containsExactly("r1", "r2");
    assertThat(read(files, "text <= 5 or text is null")).containsExactly("r2");
  }
}
