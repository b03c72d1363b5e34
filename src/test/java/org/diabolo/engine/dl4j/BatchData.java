package org.diabolo.engine.dl4j;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.diabolo.batch.Batch;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/** Batches as DL4J's data sets, for tests of other packages. */
public final class BatchData {
  private BatchData() {}

  /** The batch as {@link Dl4jReplica} shows it to a graph. */
  public static MultiDataSet of(ComputationGraphConfiguration graph, Batch batch) {
    return new PortArrays(graph).data(batch);
  }

  /** The same in double precision. */
  public static MultiDataSet inDouble(ComputationGraphConfiguration graph, Batch batch) {
    MultiDataSet data = of(graph, batch);
    return new MultiDataSet(
        cast(data.getFeatures()),
        cast(data.getLabels()),
        cast(data.getFeaturesMaskArrays()),
        cast(data.getLabelsMaskArrays()));
  }

  private static INDArray[] cast(INDArray[] arrays) {
    if (arrays == null) {
      return null;
    }
    INDArray[] cast = new INDArray[arrays.length];
    for (int i = 0; i < arrays.length; i++) {
      cast[i] = arrays[i] == null ? null : arrays[i].castTo(DataType.DOUBLE);
    }
    return cast;
  }
}
