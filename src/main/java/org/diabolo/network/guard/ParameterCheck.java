package org.diabolo.network.guard;

import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.diabolo.job.BadDataException;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Parameters with which a network would give NaN for any row. */
final class ParameterCheck {
  private ParameterCheck() {}

  /**
   * @param graph that was made with these parameters
   * @param parameters all of its parameters, in DL4J's order
   * @throws BadDataException that names the first one that is not finite, or is a variance below 0
   */
  static Void check(ComputationGraph graph, INDArray parameters) {
    for (long i = 0; i < parameters.length(); i++) {
      float value = parameters.data().getFloat(i);
      if (!Float.isFinite(value)) {
        throw new BadDataException("holds " + value + ", which is " + name(graph, i));
      }
    }
    graph
        .paramTable()
        .forEach(
            (name, values) -> {
              if (isVariance(graph, name) && values.minNumber().floatValue() < 0) {
                throw new BadDataException("holds a variance below 0 in " + name);
              }
            });
    return null;
  }

  private static boolean isVariance(ComputationGraph graph, String name) {
    String suffix = "_" + BatchNormalizationParamInitializer.GLOBAL_VAR;
    return name.endsWith(suffix)
        && graph.getLayer(name.substring(0, name.length() - suffix.length()))
            instanceof BatchNormalization;
  }

  /** The parameter at a place, as DL4J names it. */
  private static String name(ComputationGraph graph, long place) {
    for (Map.Entry<String, INDArray> each : graph.paramTable().entrySet()) {
      long from = each.getValue().offset();
      if (from <= place && place < from + each.getValue().length()) {
        return "number " + (place - from + 1) + " of " + each.getKey();
      }
    }
    return "parameter " + (place + 1);
  }
}
