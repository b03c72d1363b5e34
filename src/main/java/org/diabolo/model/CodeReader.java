package org.diabolo.model;

import java.util.ArrayList;
import java.util.List;
import org.diabolo.batch.InferenceBatch;
import org.diabolo.batch.Values;
import org.diabolo.engine.Forward;
import org.diabolo.engine.select.OpenNetwork;
import org.diabolo.field.NumberField;
import org.diabolo.field.TextField;
import org.diabolo.job.PredictSpec;
import org.diabolo.network.Bundle;
import org.diabolo.search.TextBatch;
import org.diabolo.search.TextSearch;

/** A decoder that is given nothing but codes. Safe for use by several threads. */
public interface CodeReader {

  /**
   * @return rows that are read at once
   */
  int rows();

  /**
   * @param rows of the batch
   * @param codes row-major
   * @return what is made of each row
   */
  List<Output> read(int rows, float[] codes);

  /**
   * @param parts of a model whose decoder needs nothing but codes
   * @param spec how texts are searched for; the best alone is told
   * @return the decoder, opened
   */
  static CodeReader open(Bundle.Parts parts, PredictSpec spec) {
    return parts.target() instanceof TextField text
        ? new Texts(text, TextSearch.of(parts, spec.plain()))
        : new Numbers(
            parts, (NumberField) parts.target(), OpenNetwork.of(parts.decoder()).forward());
  }

  /** Vectors and images, in their original units. */
  record Numbers(Bundle.Parts parts, NumberField target, Forward decoder) implements CodeReader {
    @Override
    public int rows() {
      return InferenceBatch.rows(target.size());
    }

    @Override
    public List<Output> read(int rows, float[] codes) {
      float[] back = decoder.apply(rows, List.of(Values.flat(codes))).get(0).data();
      List<Output> outputs = new ArrayList<>();
      for (int i = 0; i < rows; i++) {
        outputs.add(Output.of(target.toRaw(back, i * target.size())));
      }
      return outputs;
    }
  }

  /** Texts, each the best that is found for its code. */
  record Texts(TextField target, TextSearch search) implements CodeReader {
    @Override
    public int rows() {
      return TextBatch.rows(search.numbers());
    }

    @Override
    public List<Output> read(int rows, float[] codes) {
      List<Output> outputs = new ArrayList<>();
      search
          .search(rows, List.of(Values.flat(codes)))
          .forEach(best -> outputs.add(TextAnswers.output(target, best.get(0))));
      return outputs;
    }
  }
}
