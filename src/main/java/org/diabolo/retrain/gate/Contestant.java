package org.diabolo.retrain.gate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.diabolo.batch.InferenceBatch;
import org.diabolo.batch.Values;
import org.diabolo.engine.Forward;
import org.diabolo.engine.select.OpenNetwork;
import org.diabolo.field.NumberField;
import org.diabolo.field.TextField;
import org.diabolo.job.PredictSpec;
import org.diabolo.network.Bundle;
import org.diabolo.search.SourceEncoder;
import org.diabolo.search.TextPredictor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A model that answers rows as they came in, with its own fields. Used by one thread at a time. */
final class Contestant {
  private static final Logger LOG = LoggerFactory.getLogger(Contestant.class);

  private final Bundle.Parts parts;
  private final SourceEncoder encoder;

  /** Null where the target is text. */
  private final Forward decoder;

  /** Null where the target is no text. */
  private final TextPredictor predictor;

  Contestant(Bundle.Parts parts, PredictSpec search) {
    this.parts = parts;
    this.encoder = new SourceEncoder(parts);
    boolean text = parts.target() instanceof TextField;
    this.decoder = text ? null : OpenNetwork.of(parts.decoder()).forward();
    this.predictor = text ? new TextPredictor(parts, search) : null;
  }

  /**
   * What is made of a row.
   *
   * @param code of the source
   * @param answer an array of doubles in the target's units, or a text; null where there is none
   */
  record Given(float[] code, Object answer) {}

  /**
   * @param raws raw cells of the source
   * @return what is made of each
   */
  List<Given> answer(List<Object> raws) {
    List<float[]> sources = raws.stream().map(parts.source()::toNetwork).toList();
    float[][] codes = new float[sources.size()][];
    List<Object> answers = new ArrayList<>(Collections.nCopies(sources.size(), null));
    encoder.encode(
        sources,
        decoder == null ? Integer.MAX_VALUE : InferenceBatch.rows(target().size()),
        (rows, encoded) -> {
          for (int i = 0; i < rows.size(); i++) {
            codes[rows.get(i)] = encoded.get(0).row(i, rows.size());
          }
          if (decoder != null) {
            decode(rows, encoded, answers);
          }
        });
    if (predictor != null) {
      Collections.copy(answers, texts(sources));
    }
    List<Given> given = new ArrayList<>();
    for (int i = 0; i < codes.length; i++) {
      given.add(new Given(codes[i], answers.get(i)));
    }
    return given;
  }

  /** Nulls where the decoder gives no probabilities, whatever row it is that spoils a batch. */
  private List<String> texts(List<float[]> sources) {
    TextField target = (TextField) parts.target();
    try {
      return predictor.predict(sources).stream()
          .map(best -> target.text(best.get(0).tokens()))
          .toList();
    } catch (IllegalStateException e) {
      LOG.warn("{}: no answers for {} rows: {}", parts.version(), sources.size(), e.getMessage());
      return Collections.nCopies(sources.size(), null);
    }
  }

  private NumberField target() {
    return (NumberField) parts.target();
  }

  private void decode(List<Integer> rows, List<Values> encoded, List<Object> answers) {
    float[] numbers = decoder.apply(rows.size(), encoded).get(0).data();
    for (int i = 0; i < rows.size(); i++) {
      answers.set(rows.get(i), target().toRaw(numbers, i * target().size()));
    }
  }
}
