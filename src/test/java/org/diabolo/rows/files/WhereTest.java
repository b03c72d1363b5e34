package org.diabolo.rows.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.job.JobText;
import org.diabolo.store.Json;
import org.junit.jupiter.api.Test;

/** What is told of {@code data.where} before Spark is there and any column is known. */
class WhereTest {
  private static final String JOB =
      """
      name: small
      data:
        input: {path: rows}
        where: "day >= '2026-01-01' and country = 'ch'"
        key: id
      source: {column: numbers, kind: vector}
      encoder: {kind: mlp}
      decoder: {kind: mlp}
      """;

  private static final String ALLOWED =
      ", allowed: a condition on the columns of a row in Spark's SQL, as behind WHERE (";

  private static JobSpec read(String... overrides) {
    return JobSpec.read(
        new JobText("FILE", JOB), List.of(overrides), Where.CHECK, Where.OF_ENCODED);
  }

  private static List<String> errors(String... overrides) {
    InvalidJobException error =
        catchThrowableOfType(InvalidJobException.class, () -> read(overrides));
    assertThat(error).as(String.join(" ", overrides)).isNotNull();
    return error.lines();
  }

  private static String why(String condition) {
    assertThat(errors("data.where=\"" + condition + "\"")).hasSize(1);
    String line = errors("data.where=\"" + condition + "\"").get(0);
    assertThat(line)
        .contains("data.where: found \"" + condition + "\"" + ALLOWED)
        .doesNotContain("\n")
        .endsWith(")");
    return line.substring(line.indexOf(ALLOWED) + ALLOWED.length(), line.length() - 1);
  }

  @Test
  void conditionIsTheInputsOwn() {
    JobSpec spec = read();
    assertThat(spec.data().where()).isEqualTo("day >= '2026-01-01' and country = 'ch'");
    assertThat(spec.data().input().at("other rows").where()).isNull();
    assertThat(spec.reading(spec.data().input().at("other")).data().where()).isNull();
    assertThat(read("data.where=n > 3").data().where()).isEqualTo("n > 3");
    assertThat(read("data.where=null").data().where()).isNull();
    assertThat(Json.line(spec.data()))
        .contains("\"where\":\"day >= '2026-01-01' and country = 'ch'\"");
    // As older versions wrote it.
    assertThat(Json.line(read("data.where=null").data())).doesNotContain("where");
  }

  @Test
  void columnsAreThoseOfTheText() {
    assertThat(Where.of(read("data.where=N > 3 and f.x in (1, 2)").data().input()))
        .hasValueSatisfying(where -> assertThat(where.columns()).containsExactly("N", "f.x"));
    assertThat(Where.of(read("data.where=exists(a, x -> x > n) or `f.x` = 1").data().input()))
        .hasValueSatisfying(where -> assertThat(where.columns()).containsExactly("a", "n", "f.x"));
  }

  @Test
  void whatDoesNotParseIsToldWithEverythingElse() {
    assertThat(errors("data.where=day >=", "train.epochs=0"))
        .containsExactly(
            "--set train.epochs=0: train.epochs: found 0, allowed: a whole number from 1 to 1000000",
            "--set data.where=day >=: data.where: found \"day >=\""
                + ALLOWED
                + "Syntax error at or near end of input, at character 7)");
  }

  @Test
  void sparksWordsAreCutToOneLine() {
    assertThat(why("a b c"))
        .isEqualTo("Syntax error at or near 'c': extra input 'c', at character 5");
    assertThat(why("(n > 3")).isEqualTo("Syntax error at or near end of input, at character 7");
    assertThat(why("n > 'x")).isEqualTo("Syntax error at or near ''', at character 5");
    assertThat(why("n > 3, s")).isEqualTo("Syntax error at or near ',', at character 6");
    assertThat(why("n = 3;"))
        .isEqualTo("Syntax error at or near ';': extra input ';', at character 6");
  }

  /** Of which Spark's parser makes a name, without a word. */
  @Test
  void wordThatIsLeftOverIsNoName() {
    assertThat(why("day >= '2' and")).isEqualTo("it ends with a name, and, as behind AS");
    assertThat(why("n > 3 as x")).isEqualTo("it ends with a name, x, as behind AS");
  }

  @Test
  void rowsThatAreEncodedHaveAConditionOfTheSameKind() {
    assertThat(errors("encode.where=day >=", "data.where=n >"))
        .containsExactly(
            "--set data.where=n >: data.where: found \"n >\""
                + ALLOWED
                + "Syntax error at or near end of input, at character 4)",
            "--set encode.where=day >=: encode.where: found \"day >=\""
                + ALLOWED
                + "Syntax error at or near end of input, at character 7)");
    assertThat(errors("encode.where=d >= date 'today'").get(0))
        .contains("as with --set \"encode.where=day >= '2026-01-31'\"");
  }

  @Test
  void subqueriesAreRefused() {
    assertThat(why("n in (select 1)")).isEqualTo("a subquery reads other rows");
    assertThat(why("n = 1 or exists (select 1)")).isEqualTo("a subquery reads other rows");
    assertThat(why("n > (select 1)")).isEqualTo("a subquery reads other rows");
  }

  @Test
  void daysThatMoveAreRefused() {
    for (String literal : List.of("date 'today'", "TIMESTAMP 'now'", "date ' Yesterday '")) {
      assertThat(why("d >= " + literal))
          .startsWith(literal.stripTrailing().replaceFirst(" ?'$", "'"))
          .contains("is another one tomorrow: write the value in, as with --set \"data.where=day");
    }
    assertThat(read("data.where=d >= date '2026-01-31'").data().where()).isNotNull();
  }

  /** Manifests have no secrets in them, and two conditions must not become one. */
  @Test
  void whatLooksLikeASecretIsRefusedAndNotShown() {
    assertThat(errors("data.where=token='sesame'"))
        .singleElement()
        .asString()
        .doesNotContain("sesame")
        .contains("where it is none, write spaces around the =");
    assertThat(read("data.where=token = 'sesame'").data().where()).isEqualTo("token = 'sesame'");
  }
}
