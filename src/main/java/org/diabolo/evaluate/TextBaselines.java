package org.diabolo.evaluate;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.diabolo.field.TextField;
import org.diabolo.job.JobSpec;

/** The baselines of a job whose target is text, asked for one row at a time. */
public final class TextBaselines {
  private TextBaselines() {}

  /** Answers where the rows are. */
  public interface Asked extends Serializable {
    /**
     * @param source as it came in; null where it is no text
     * @return the answer
     */
    String answer(String source);
  }

  /**
   * @param spec the job
   * @param field of the target, fitted
   * @param train prepared rows, from which baselines learn
   * @return those that the job asks for, or those of its kind, by name
   */
  public static Map<String, Asked> of(JobSpec spec, TextField field, Dataset<Row> train) {
    Map<String, Asked> baselines = new LinkedHashMap<>();
    for (Baseline baseline : Baseline.of(spec)) {
      Answerer.Maker maker = baseline.learn(spec, new FieldTexts(field), train);
      baselines.put(baseline.label(), source -> answer(maker, source));
    }
    return baselines;
  }

  private static String answer(Answerer.Maker maker, String source) {
    TextItems.Item item = new TextItems.Item("", new float[0], source, List.of(), List.of());
    return maker.make().answer(List.of(item)).get(0).get(0).string();
  }
}
