package org.diabolo.engine.dl4j;

import org.diabolo.batch.Batch;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.Replica;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trains any network of DL4J by its own {@code fit}, on rows that were data sets. The learning rate
 * is the network's own.
 */
final class DataSetReplica implements Replica {
  private final Dl4jNetwork network;
  private final SideArrays features;
  private final SideArrays labels;

  DataSetReplica(Dl4jNetwork network, Layout layout) {
    this.network = network;
    this.features = new SideArrays(layout.source());
    this.labels = new SideArrays(layout.target());
  }

  @Override
  public void load(ModelState state, long seed) {
    network.load(state);
    // Dropout draws from the calling thread's generator.
    Nd4j.getRandom().setSeed(seed);
  }

  @Override
  public double step(Batch batch, double rate) {
    return network.fit(fill(batch));
  }

  @Override
  public double loss(Batch batch) {
    return network.loss(fill(batch));
  }

  @Override
  public ModelState save() {
    return network.save();
  }

  private MultiDataSet fill(Batch batch) {
    SideArrays.Filled source = features.fill(batch.source(), batch.rows());
    SideArrays.Filled target = labels.fill(batch.target(), batch.rows());
    return new MultiDataSet(source.arrays(), target.arrays(), source.masks(), target.masks());
  }
}
