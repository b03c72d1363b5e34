package org.diabolo.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.diabolo.field.TextField;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.job.TextSpec;
import org.diabolo.job.TextSpec.Overlong;
import org.diabolo.model.Answers;
import org.diabolo.model.Output;
import org.diabolo.network.Bundle;

/** What a model answers to texts from the command line. */
final class TypedTexts {
  private TypedTexts() {}

  /**
   * Tells people on standard error, a line for each text and hypothesis.
   *
   * @param texts as they were typed
   * @return for each of them, for the summary: input, and n_best of output and score
   * @throws InvalidJobException when the model is not from text to text, or a text is empty or
   *     longer than the job takes
   */
  static List<Map<String, Object>> predict(JobSpec spec, Bundle bundle, List<String> texts) {
    if (!(bundle.card().source() instanceof TextField source)
        || !(bundle.card().decoded() instanceof TextField)) {
      throw new InvalidJobException("--text: allowed: for a job from text to text");
    }
    for (String text : texts) {
      check(spec, source, text);
    }
    List<List<Output>> found =
        Answers.open(bundle.parts(), spec.prediction())
            .of(texts.stream().map(source::toNetwork).toList());
    List<Map<String, Object>> answers = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      answers.add(answer(texts.get(i), found.get(i)));
    }
    return answers;
  }

  /** As rows are judged. */
  private static void check(JobSpec spec, TextField source, String text) {
    int tokens = source.tokens(text).size();
    if (tokens == 0) {
      throw new InvalidJobException("--text \"" + text + "\": allowed: a text that is not empty");
    }
    boolean cut = spec.source() instanceof TextSpec rows && rows.overlong() == Overlong.CUT;
    if (tokens > source.maxLength() && !cut) {
      throw new InvalidJobException(
          "--text \"%s\": found %d tokens, allowed: at most %d, as source.max_length says"
              .formatted(text, tokens, source.maxLength()));
    }
  }

  private static Map<String, Object> answer(String text, List<Output> found) {
    List<Map<String, Object>> best = new ArrayList<>();
    for (Output each : found) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("output", each.text());
      one.put("score", each.score());
      best.add(one);
      System.err.printf(Locale.ROOT, "%s: %s (%.3f)%n", text, one.get("output"), each.score());
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("input", text);
    answer.put("n_best", best);
    return answer;
  }
}
