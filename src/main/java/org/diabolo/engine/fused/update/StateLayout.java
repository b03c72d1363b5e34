package org.diabolo.engine.fused.update;

import java.util.Arrays;
import java.util.List;

/**
 * The optimisers' state as DL4J flattens it: neighbouring parameters whose updater is the same, its
 * learning rate included, make a block across layers, and a block has its arrays (Adam's first
 * moments, then its second) one after the other. Here each array is as long as all parameters, so
 * that a step reads parameter, gradient and state at one index.
 */
public final class StateLayout {
  private final List<ParameterRange> blocks;
  private final int parameters;

  private StateLayout(List<ParameterRange> blocks, int parameters) {
    this.blocks = blocks;
    this.parameters = parameters;
  }

  /**
   * @param ranges of the whole network, in order
   * @return their layout
   */
  public static StateLayout of(List<ParameterRange> ranges) {
    int parameters = ranges.isEmpty() ? 0 : ranges.get(ranges.size() - 1).to();
    return new StateLayout(Update.merge(ranges, ParameterRange::sharesBlock), parameters);
  }

  /**
   * @return state of an optimiser that begins
   */
  public float[][] create() {
    int most = blocks.stream().mapToInt(block -> block.optimizer().stateSize()).max().orElse(0);
    return new float[most][parameters];
  }

  /**
   * @return numbers that DL4J has for it
   */
  public int size() {
    return blocks.stream()
        .mapToInt(block -> block.optimizer().stateSize() * (block.to() - block.from()))
        .sum();
  }

  /**
   * @param flat DL4J's; where it is empty the optimisers begin anew
   * @param state written
   */
  public void load(float[] flat, float[][] state) {
    if (flat.length == 0) {
      for (float[] array : state) {
        Arrays.fill(array, 0);
      }
      return;
    }
    int at = 0;
    for (ParameterRange block : blocks) {
      int count = block.to() - block.from();
      for (int i = 0; i < block.optimizer().stateSize(); i++, at += count) {
        System.arraycopy(flat, at, state[i], block.from(), count);
      }
    }
  }

  /**
   * @param state to copy
   * @return the same in DL4J's order
   */
  public float[] save(float[][] state) {
    float[] flat = new float[size()];
    int at = 0;
    for (ParameterRange block : blocks) {
      int count = block.to() - block.from();
      for (int i = 0; i < block.optimizer().stateSize(); i++, at += count) {
        System.arraycopy(state[i], block.from(), flat, at, count);
      }
    }
    return flat;
  }
}
