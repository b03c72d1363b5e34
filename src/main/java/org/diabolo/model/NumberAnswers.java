package org.diabolo.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.diabolo.batch.InferenceBatch;
import org.diabolo.engine.Forward;
import org.diabolo.engine.select.OpenNetwork;
import org.diabolo.field.NumberField;
import org.diabolo.network.Bundle;
import org.diabolo.search.SourceEncoder;

/** Vectors and images in their original units. */
final class NumberAnswers implements Answers {
  private final Bundle.Parts parts;
  private final NumberField target;
  private final SourceEncoder encoder;
  private final Forward decoder;

  NumberAnswers(Bundle.Parts parts) {
    this.parts = parts;
    this.target = (NumberField) parts.target();
    this.encoder = new SourceEncoder(parts);
    this.decoder = OpenNetwork.of(parts.decoder()).forward();
  }

  @Override
  public List<List<Output>> of(List<float[]> sources) {
    List<List<Output>> found = new ArrayList<>(Collections.nCopies(sources.size(), List.of()));
    encoder.encode(
        sources,
        InferenceBatch.rows(target.size()),
        (rows, encoded) -> {
          float[] numbers = decoder.apply(rows.size(), encoded).get(0).data();
          for (int i = 0; i < rows.size(); i++) {
            found.set(rows.get(i), List.of(Output.of(target.toRaw(numbers, i * target.size()))));
          }
        });
    return found;
  }
}
