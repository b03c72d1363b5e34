package org.diabolo.retrain.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.diabolo.field.TextField;
import org.diabolo.job.JobSpec;
import org.diabolo.job.JobText;
import org.diabolo.job.TextSpec;
import org.diabolo.network.Bundle;
import org.diabolo.store.Json;
import org.junit.jupiter.api.Test;

/** Whether the same rows are held out for both; of texts, without a network. */
class ComparabilityTest {
  private static final String JOB =
      """
      name: words
      data:
        input: {path: rows}
        key: id
        split: {by: english}
      source: {kind: text, column: english}
      target: {kind: text, column: spanish}
      encoder: {kind: rnn}
      decoder: {kind: rnn}
      """;

  private static JobSpec job(String... overrides) {
    return JobSpec.read(new JobText("FILE", JOB), List.of(overrides));
  }

  private static Bundle model(JobSpec spec) {
    return new Bundle(
        new Bundle.Card(
            Bundle.FORMAT,
            "words/one",
            TextField.unfitted((TextSpec) spec.source()),
            TextField.unfitted((TextSpec) spec.target()),
            2,
            null,
            Json.tree(Map.of("job", spec))),
        new byte[0],
        new byte[0]);
  }

  private static List<String> problems(JobSpec then, JobSpec now) {
    return Comparability.problems(now, model(then), model(now));
  }

  @Test
  void textThatTheSplitGoesByMustStandInTheSameCase() {
    JobSpec lower = job("source.lowercase=true");

    assertThat(problems(lower, lower)).isEmpty();
    assertThat(problems(job(), lower))
        .containsExactly(
            "source.lowercase: the champion was made with false, the job now says true: they cannot"
                + " be compared");
    assertThat(problems(lower, job())).hasSize(1);
  }

  @Test
  void caseOfOtherTextsMovesNoRow() {
    assertThat(problems(job(), job("target.lowercase=true"))).isEmpty();
    assertThat(problems(job("data.split.by=id"), job("data.split.by=id", "source.lowercase=true")))
        .isEmpty();
    // Where two fields read the text, it is hashed in lower case as soon as one of them says so.
    String both = "target.column=english";
    String target = "target.lowercase=true";
    assertThat(problems(job(both, target), job(both, target, "source.lowercase=true"))).isEmpty();
    assertThat(problems(job(both), job(both, target)))
        .singleElement()
        .asString()
        .startsWith("target.lowercase: the champion was made with false, ");
  }
}
