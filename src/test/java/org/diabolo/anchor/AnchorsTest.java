package org.diabolo.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.diabolo.corpus.Split;
import org.diabolo.network.Bundle;
import org.diabolo.search.TextModels;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Anchors of texts, by a model that knows fewer letters and shorter texts. */
class AnchorsTest {
  @TempDir static Path base;

  private static AnchoredNames names;

  @BeforeAll
  static void prepareRows() throws IOException {
    names = new AnchoredNames(LocalSpark.session(), base);
  }

  @Test
  void anchorsAreTheCodesOfTheRowsTextsAndNoneWhereTheModelWouldHaveRejectedThem() {
    double[] share = {0};
    Map<String, float[]> found =
        names.anchors(
            anchors -> {
              assertThat(anchors.hold()).isTrue();
              // Four letters and an end, of eight that are about as frequent: 2 nats each.
              assertThat(anchors.weight() * anchors.variance() / Anchors.WEIGHT)
                  .isBetween(9.0, 11.0);
              share[0] = anchors.share();
            });

    assertThat(found).hasSize((int) names.corpus().rows(Split.TRAIN));
    found.forEach((key, code) -> assertThat(code).as(key).isEqualTo(names.code(key)));
    double there = found.values().stream().filter(code -> code.length > 0).count();
    assertThat(there / found.size()).isBetween(0.5, 0.75);
    assertThat(share[0]).isCloseTo(there / found.size(), within(1e-12));
  }

  @Test
  void whatStandsInTheWayIsTold() throws IOException {
    Bundle earlier = names.earlier();
    int code = earlier.card().code();
    assertThat(Anchors.obstacle(names.spec(code), earlier)).isEmpty();
    assertThat(Anchors.obstacle(names.spec(code + 1), earlier))
        .contains("encoder.code was " + code + " and is now " + (code + 1));
    assertThat(Anchors.obstacle(names.spec(code, "source.column=other"), earlier))
        .contains("source.column was \"name\" and is now \"other\"");
    assertThat(Anchors.obstacle(names.spec(code, "source.lowercase=true"), earlier))
        .contains("source.lowercase was false and is now true");
    assertThat(Anchors.mismatch(earlier.card().source(), earlier)).isEmpty();
    assertThat(Anchors.mismatch(TextModels.vectorToText(5, 3).card().source(), earlier))
        .contains("its rows are of another size");
  }
}
