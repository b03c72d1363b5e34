package org.diabolo.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.diabolo.evaluate.TokenLoss.Coded;
import org.diabolo.evaluate.TokenLoss.Pair;
import org.diabolo.field.TextField;
import org.diabolo.network.Bundle;
import org.diabolo.search.SourceEncoder;
import org.diabolo.search.TextModels;
import org.junit.jupiter.api.Test;

class TokenLossTest {
  @Test
  void eachRowHasTheLossAndTheCodeThatItHasAlone() {
    Bundle.Parts model = TextModels.textAutoencoder(5, 1).parts();
    TextField text = (TextField) model.source();
    // Not in the order of their lengths, in which they are run.
    List<Pair> pairs =
        Stream.of("abcd", "a", "ed", "bca", "c")
            .map(text::toNetwork)
            .map(ids -> new Pair(ids, ids))
            .toList();
    TokenLoss loss = new TokenLoss(model);

    List<Coded> each = loss.each(pairs);

    double sum = 0;
    for (int i = 0; i < pairs.size(); i++) {
      Pair pair = pairs.get(i);
      assertThat(each.get(i).loss()).isCloseTo(loss.of(List.of(pair)).mean(), within(1e-5));
      assertThat(each.get(i).code())
          .containsExactly(
              new SourceEncoder(model).encode(List.of(pair.source())).get(0).data(), within(1e-5f));
      // With its end.
      sum += each.get(i).loss() * (pair.target().length + 1);
    }
    assertThat(loss.of(pairs).loss()).isCloseTo(sum, within(1e-4));
  }
}
