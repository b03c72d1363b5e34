package org.diabolo.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.diabolo.batch.Batch;
import org.diabolo.bench.engine.EngineCase;
import org.diabolo.bench.engine.EngineCases;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.Replica;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Networks large enough for BLAS to split its products and for images to be worked on in bands:
 * bits depend neither on what a replica has done before nor on where in memory its arrays lie,
 * which kernels that begin at aligned addresses would be.
 */
class LargeHistoryTest {
  private static final int REPLICAS = 4;
  private static final int[] ROWS = {29, 8, 29};

  @ParameterizedTest
  @ValueSource(strings = {"mlp-784-512-256-32-b32", "conv-28x28x1", "conv-32x32x3", "lstm"})
  void bitsDependOnStateSeedAndBatchesAlone(String name) {
    EngineCase large = EngineCases.named(List.of(name)).get(0);
    FusedReplicaFactory factory = new FusedReplicaFactory(large.training());
    ModelState start = factory.start();
    List<Object> between = new ArrayList<>();
    ModelState expected = null;
    for (int i = 0; i < REPLICAS; i++) {
      // Arrays are aligned to 8 bytes, vector registers are wider.
      between.add(new byte[8 * i]);
      Replica replica = factory.create();
      if (i % 2 == 1) {
        replica.load(start, 1);
        replica.step(large.batch(), 0.01);
      }
      ModelState found = train(replica, start, large.batch());
      if (expected == null) {
        expected = found;
      }
      assertThat(Arrays.equals(found.parameters(), expected.parameters()))
          .as("bits of %d", i)
          .isTrue();
      assertThat(Arrays.equals(found.updater(), expected.updater())).as("bits of %d", i).isTrue();
    }
    assertThat(expected.parameters()[0]).isFinite();
    assertThat(between).hasSize(REPLICAS);
  }

  private static ModelState train(Replica replica, ModelState start, Batch all) {
    replica.load(start, 7);
    for (int rows : ROWS) {
      replica.step(new Batch(rows, all.inputs(), all.labels()), 0.01);
    }
    return replica.save();
  }
}
