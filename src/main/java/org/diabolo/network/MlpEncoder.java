package org.diabolo.network;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.diabolo.job.MlpSpec;
import org.nd4j.linalg.activations.Activation;

/** Dense layers down to a linear code, which any number can stand in. */
record MlpEncoder(MlpSpec spec) implements EncoderFamily {

  @Override
  public void build(GraphBuilder graph, int code) {
    String hidden = DenseStack.build(graph, "encoder", Port.SOURCE, spec);
    graph.addLayer(
        Port.CODE,
        new DenseLayer.Builder()
            .nOut(code)
            .weightInit(WeightInit.XAVIER)
            .activation(Activation.IDENTITY)
            .build(),
        hidden);
  }
}
