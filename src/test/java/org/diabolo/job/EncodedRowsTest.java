package org.diabolo.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.diabolo.job.DataSpec.Format;
import org.diabolo.job.DataSpec.InputSpec;
import org.diabolo.store.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rule in docs/codes.md: which rows are encoded. */
class EncodedRowsTest {
  private static final String WHERE = "data.where=n > 1";

  @TempDir Path folder;

  private JobSpec read(String... overrides) {
    return JobFiles.read(folder, JobFiles.MINIMAL, overrides);
  }

  private static String told(InputSpec input) {
    return input.path() + (input.where() == null ? "" : " where " + input.where());
  }

  @ParameterizedTest
  @CsvSource({
    "encode.columns=[], rows where n > 1, rows",
    "encode.where=n > 2, rows where n > 2, rows where n > 2",
    "encode.input.path=all, all, all",
    "encode={where: n > 2}, rows where n > 2, rows where n > 2",
    "'encode={where: n > 2, input: {path: all}}', all where n > 2, all where n > 2",
    "encode.where=null, rows where n > 1, rows"
  })
  void theyAreWhatEncodeSaysElseWhatIsTrainedOnElseAll(
      String said, String ofRun, String ofVersion) {
    JobSpec spec = read(WHERE, said);

    assertThat(told(spec.encodedByRun())).isEqualTo(ofRun);
    assertThat(told(spec.encodedByVersion())).isEqualTo(ofVersion);
    assertThat(told(spec.data().input())).isEqualTo("rows where n > 1");
  }

  @Test
  void inputHasFormatAndOptionsOfItsOwn() {
    InputSpec input =
        read("data.input.format=orc", "encode.input={format: csv, path: all, options: {sep: ;}}")
            .encodedByVersion();

    assertThat(input.format()).isEqualTo(Format.CSV);
    assertThat(input.options()).isEqualTo(Map.of("sep", ";"));
    assertThat(input.pathKey()).isEqualTo("encode.input.path");
    assertThat(read("encode.input.path=all").encode().input().format()).isEqualTo(Format.PARQUET);
  }

  @Test
  void filesThatWereThereOnceAreOfEachInputAlone() {
    JobSpec spec = read("encode.input.path=all");
    JobSpec then = spec.encoding(spec.encode().input().of(Set.of("a")));

    assertThat(then.encodedByRun().files()).containsExactly("a");
    assertThat(then.data().input().files()).isNull();
  }

  /** By older versions, which knew the columns alone. */
  @Test
  void jobThatSaysNothingOfRowsIsWrittenAsBefore() {
    assertThat(Json.line(read("encode.columns=[label]").encode()))
        .isEqualTo("{\"columns\":[\"label\"]}");
    assertThat(Json.line(read("encode={where: n > 2, input: {path: all}}").encode()))
        .isEqualTo(
            "{\"columns\":[],\"input\":{\"format\":\"parquet\",\"path\":\"all\",\"options\":{}},"
                + "\"where\":\"n > 2\"}");
  }

  @Test
  void mistakesAreToldByTheirKeys() {
    assertThat(
            JobFiles.errors(
                folder,
                JobFiles.MINIMAL
                    + "encode: {where: [1], input: {format: txt, pat: x}, column: [a]}\n"))
        .contains(
            "FILE: encode.where: found [1], allowed: a text",
            "FILE: encode.input.path: missing, allowed: a text",
            "FILE: encode.input.format: found \"txt\", allowed: parquet | orc | json | csv |"
                + " binaryfile")
        .anyMatch(
            line -> line.startsWith("FILE: encode.input.pat: unknown key, did you mean path?"))
        .anyMatch(
            line -> line.startsWith("FILE: encode.column: unknown key, did you mean columns?"));
    assertThat(JobFiles.errors(folder, JobFiles.MINIMAL, "encode.where=token='sesame'"))
        .singleElement()
        .asString()
        .contains("encode.where: found ")
        .contains("a condition without what looks like a secret")
        .doesNotContain("sesame");
  }
}
