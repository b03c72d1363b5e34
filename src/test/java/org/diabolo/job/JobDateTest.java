package org.diabolo.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobDateTest {
  private static final LocalDate DATE = LocalDate.of(2028, 3, 1);

  private static JobSpec read(LocalDate date, String... overrides) {
    return JobSpec.read(new JobText("FILE", JobFiles.MINIMAL).on(date), List.of(overrides));
  }

  @ParameterizedTest
  @CsvSource({
    "rows/dt=${date}, rows/dt=2028-03-01",
    "${date-1d}/${date+1d}, 2028-02-29/2028-03-02",
    "${date-366d}, 2027-03-01",
    "${date-0d}, 2028-03-01",
    "${dates}x, ",
    "$date, $date",
    "${day}, ${day}"
  })
  void dateAndDaysBesideItAreFilledIn(String path, String filled) {
    String override = "data.input.path=\"" + path + "\"";
    if (filled == null) {
      assertThatThrownBy(() -> read(DATE, override))
          .hasMessageContaining(
              "data.input.path: found ${dates}, allowed: ${date}, ${date-30d}, ${date+1d}");
    } else {
      assertThat(read(DATE, override).data().input().path()).isEqualTo(filled);
    }
  }

  @Test
  void conditionIsFilledInToo() {
    JobSpec spec = read(DATE, "data.where=day > '${date-30d}' and day <= '${date}'");

    assertThat(spec.data().where()).isEqualTo("day > '2028-01-31' and day <= '2028-03-01'");
  }

  @Test
  void rowsThatAreEncodedFollowTheDateToo() {
    JobSpec spec =
        read(DATE, "encode.where=day <= '${date+1d}'", "encode.input.path=rows/${date-1d}");

    assertThat(spec.encode().where()).isEqualTo("day <= '2028-03-02'");
    assertThat(spec.encode().input().path()).isEqualTo("rows/2028-02-29");
    assertThat(spec.encode().input().said().dated()).isTrue();
    assertThat(spec.data().input().said().dated()).isFalse();
    assertThatThrownBy(() -> read(null, "encode.input.path=rows/${date}"))
        .hasMessageEndingWith("encode.input.path: found ${date}, which needs --date YYYY-MM-DD");
  }

  @Test
  void otherKeysAreAsTheyAreWritten() {
    assertThat(read(DATE, "data.input.options={dateFormat: \"${date}\"}").data().input().options())
        .containsEntry("dateFormat", "${date}");
  }

  @Test
  void jobThatNeedsADateSaysSo() {
    assertThatThrownBy(() -> read(null, "data.input.path=rows/${date}", "data.where=d = '${date'"))
        .isInstanceOf(InvalidJobException.class)
        .hasMessageContaining(
            "--set data.input.path=rows/${date}: data.input.path: found ${date}, which needs --date"
                + " YYYY-MM-DD")
        .hasMessageContaining("data.where: found ${date', allowed: ${date}, ${date-30d}");
    assertThat(read(null).data().input().path()).isEqualTo("rows");
  }
}
