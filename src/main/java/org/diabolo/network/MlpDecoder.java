package org.diabolo.network;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.diabolo.field.Field;
import org.diabolo.field.NumberField;
import org.diabolo.job.MlpSpec;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Dense layers up to the target: a sigmoid where its numbers lie in [0, 1], linear elsewhere. */
record MlpDecoder(MlpSpec spec) implements DecoderFamily {

  @Override
  public void build(GraphBuilder graph, Field field) {
    NumberField target = (NumberField) field;
    String hidden = DenseStack.build(graph, "decoder", Port.CODE, spec);
    graph.addLayer(
        Port.TARGET,
        new OutputLayer.Builder(LossFunction.MSE)
            .nOut(target.size())
            .weightInit(WeightInit.XAVIER)
            .activation(
                target.values() == NumberField.Values.UNIT
                    ? Activation.SIGMOID
                    : Activation.IDENTITY)
            .build(),
        hidden);
  }
}
