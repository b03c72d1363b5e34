package org.diabolo.bench.engine;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.diabolo.batch.Batch;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Dense autoencoders: ReLU, an identity code, sigmoid at the end, mean squared error.
 *
 * @param encoder widths from the input to the code; the decoder mirrors them
 */
record MlpCase(int... encoder) {

  EngineCase at(int batch) {
    int[] widths = widths();
    float[] rows = Networks.numbers(batch * widths[0], 3);
    return new EngineCase(
        "mlp-"
            + Arrays.stream(encoder).mapToObj(Integer::toString).collect(Collectors.joining("-"))
            + "-b"
            + batch,
        "examples",
        1,
        graph(widths.length - 1),
        graph(encoder.length - 1),
        new Batch(batch, rows, rows),
        cost(widths.length - 1),
        cost(encoder.length - 1));
  }

  private int[] widths() {
    int last = encoder.length - 1;
    int[] widths = Arrays.copyOf(encoder, 2 * last + 1);
    for (int i = 1; i <= last; i++) {
      widths[last + i] = encoder[last - i];
    }
    return widths;
  }

  private String graph(int layers) {
    int[] widths = widths();
    GraphBuilder graph = Networks.builder().addInputs("in");
    String below = "in";
    for (int layer = 1; layer <= layers; layer++) {
      boolean last = layer == widths.length - 1;
      String name = last ? "out" : layer == encoder.length - 1 ? "code" : "layer" + layer;
      if (last) {
        graph.addLayer(
            name,
            new OutputLayer.Builder(LossFunction.MSE)
                .nIn(widths[layer - 1])
                .nOut(widths[layer])
                .activation(Activation.SIGMOID)
                .build(),
            below);
      } else {
        graph.addLayer(name, dense(widths[layer - 1], widths[layer], name), below);
      }
      below = name;
    }
    return graph.setOutputs(below).build().toJson();
  }

  private static DenseLayer dense(int in, int out, String name) {
    DenseLayer.Builder layer = new DenseLayer.Builder().nIn(in).nOut(out);
    if (!name.equals("code")) {
      layer.activation(Activation.RELU).weightInit(WeightInit.RELU);
    }
    return layer.build();
  }

  private MultiplyAdds cost(int layers) {
    int[] widths = widths();
    MultiplyAdds cost = MultiplyAdds.reading((long) widths[0] * widths[1]);
    for (int layer = 2; layer <= layers; layer++) {
      cost = cost.plus(MultiplyAdds.behind((long) widths[layer - 1] * widths[layer]));
    }
    return cost;
  }
}
