package org.diabolo.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkTest {
  private final float[] first = {1, 2};
  private final float[] second = {3, 4};

  @Test
  void examplesLieFlatInTheOrderGiven() {
    Chunk chunk =
        Chunk.of(
            5,
            List.of(
                new Example("b", first, new float[] {-1}),
                new Example("a", second, new float[] {-2})));

    assertThat(chunk.index()).isEqualTo(5);
    assertThat(chunk.rows()).isEqualTo(2);
    assertThat(chunk.source()).containsExactly(1, 2, 3, 4);
    assertThat(chunk.target()).containsExactly(-1, -2);
  }

  @Test
  void autoencoderHoldsItsNumbersOnce() {
    Chunk chunk =
        Chunk.of(0, List.of(new Example("a", first, first), new Example("b", second, second)));

    assertThat(chunk.source()).containsExactly(1, 2, 3, 4);
    assertThat(chunk.target()).isSameAs(chunk.source());
  }

  @Test
  void chunkKeepsNoneOfTheExamplesArrays() {
    Chunk chunk = Chunk.of(0, List.of(new Example("a", first, first)));

    first[0] = 99;

    assertThat(chunk.source()).containsExactly(1, 2);
  }

  @Test
  void serialisedChunkOfAnAutoencoderStillHoldsItsNumbersOnce() {
    Chunk chunk = Chunks.autoencoder(4).get(0);

    Chunk copy = Chunks.serialised(chunk, Chunk.class);

    assertThat(copy.source()).isNotSameAs(chunk.source()).containsExactly(chunk.source());
    assertThat(copy.target()).isSameAs(copy.source());
  }

  @Test
  void serialisedChunkWithTargetsKeepsThemApart() {
    Chunk chunk = Chunks.withTargets(2).get(0);

    Chunk copy = Chunks.serialised(chunk, Chunk.class);

    assertThat(copy.target()).containsExactly(chunk.target()).isNotSameAs(copy.source());
    assertThat(copy.index()).isEqualTo(chunk.index());
    assertThat(copy.rows()).isEqualTo(chunk.rows());
  }

  @Test
  void serialisedExampleOfAnAutoencoderStillHoldsItsNumbersOnce() {
    Example copy = Chunks.serialised(new Example("a", first, first), Example.class);

    assertThat(copy.key()).isEqualTo("a");
    assertThat(copy.source()).containsExactly(1, 2);
    assertThat(copy.target()).isSameAs(copy.source());
  }
}
