package org.diabolo.network;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.batch.Feeds;
import org.diabolo.field.Field;
import org.diabolo.field.NumberField;
import org.diabolo.job.JobSpec;
import org.diabolo.job.OptimizerSpec;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * A job's networks as stock DL4J configurations: the joint one that is trained, and encoder and
 * decoder apart, whose layers have the same names and shapes.
 *
 * @param spec the job
 * @param source what is encoded
 * @param target what is decoded
 */
public record Networks(JobSpec spec, Field source, Field target) {

  /**
   * @return source to target, for training
   */
  public ComputationGraphConfiguration joint() {
    GraphBuilder graph = builder();
    graph
        .addInputs(Port.SOURCE)
        .setInputTypes(InputType.feedForward(((NumberField) source).size()));
    Families.encoder(spec.encoder().family()).build(graph, spec.encoder().code());
    Families.decoder(spec.decoder().family()).build(graph, target);
    return graph.setOutputs(Port.TARGET).build();
  }

  /**
   * @return source to code
   */
  public ComputationGraphConfiguration encoder() {
    GraphBuilder graph = builder();
    graph
        .addInputs(Port.SOURCE)
        .setInputTypes(InputType.feedForward(((NumberField) source).size()));
    Families.encoder(spec.encoder().family()).build(graph, spec.encoder().code());
    return graph.setOutputs(Port.CODE).build();
  }

  /**
   * @return code to target
   */
  public ComputationGraphConfiguration decoder() {
    GraphBuilder graph = builder();
    graph.addInputs(Port.CODE).setInputTypes(InputType.feedForward(spec.encoder().code()));
    Families.decoder(spec.decoder().family()).build(graph, target);
    return graph.setOutputs(Port.TARGET).build();
  }

  /**
   * @return how the joint network is fed
   */
  public Feeds feeds() {
    return Feeds.FLAT;
  }

  /**
   * Takes the joint network apart.
   *
   * @param parameters of the joint network, flattened in DL4J's order
   * @param part {@link #encoder} or {@link #decoder}
   * @return the part with its share of the parameters
   */
  public ComputationGraph part(float[] parameters, ComputationGraphConfiguration part) {
    ComputationGraph whole = new ComputationGraph(joint());
    whole.init(Nd4j.create(parameters, new long[] {1, parameters.length}, 'c'), false);
    ComputationGraph graph = new ComputationGraph(part);
    graph.init();
    for (Layer layer : graph.getLayers()) {
      Layer trained = whole.getLayer(layer.conf().getLayer().getLayerName());
      layer.paramTable().forEach((name, values) -> values.assign(trained.getParam(name)));
    }
    return graph;
  }

  private GraphBuilder builder() {
    return new NeuralNetConfiguration.Builder()
        .seed(spec.train().seed())
        .dataType(DataType.FLOAT)
        .updater(updater(spec.train().optimizer()))
        .graphBuilder();
  }

  private static IUpdater updater(OptimizerSpec optimizer) {
    return switch (optimizer.kind()) {
      case ADAM -> new Adam(optimizer.rate());
      case NESTEROVS -> new Nesterovs(optimizer.rate());
      case SGD -> new Sgd(optimizer.rate());
    };
  }
}
