package org.diabolo.engine.fused.layer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.AttentionVertex;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.graph.rnn.ReverseTimeSeriesVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Shape;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/** What the fused engine covers: a line for each kind of layer, vertex and preprocessor. */
final class Kinds {
  private final Map<Class<?>, LayerKind<?>> layers = new HashMap<>();
  private final Map<Class<?>, VertexKind<?>> vertices = new HashMap<>();
  private final Map<Class<?>, PreprocessorKind<?>> preprocessors = new HashMap<>();

  static final Kinds ALL = new Kinds();

  private Kinds() {
    layer(DenseLayer.class, Dense::compile);
    layer(ActivationLayer.class, Activations::compile);
    layer(DropoutLayer.class, Dropouts::compile);
    layer(OutputLayer.class, Outputs::compile);
    layer(EmbeddingSequenceLayer.class, Embedding::compile);
    layer(EmbeddingLayer.class, Embedding::compile);
    layer(LSTM.class, Lstm::compile);
    layer(Bidirectional.class, BothDirections::compile);
    layer(LastTimeStep.class, LastStep::compile);
    layer(RnnOutputLayer.class, SequenceOutputs::compile);
    layer(RnnLossLayer.class, SequenceOutputs::compile);

    vertex(AttentionVertex.class, Attention::compile);
    vertex(MergeVertex.class, Merge::compile);
    vertex(LastTimeStepVertex.class, LastStep::compile);
    vertex(DuplicateToTimeSeriesVertex.class, Repeat::compile);
    vertex(ReverseTimeSeriesVertex.class, Turned::compile);
    vertex(
        PreprocessorVertex.class, (v, in, build) -> compile(v.getPreProcessor(), in.get(0), build));
    layer(LossLayer.class, Outputs::compile);

    vertex(ElementWiseVertex.class, ElementWise::compile);
    vertex(SubsetVertex.class, Subset::compile);
    vertex(ScaleVertex.class, Linear::compile);
    vertex(ShiftVertex.class, Linear::compile);

    // Sequences lie with their steps outermost, so that all their vectors are one matrix already.
    preprocessor(
        RnnToFeedForwardPreProcessor.class,
        (p, in, build) -> {
          build.require(p.getRnnDataFormat() != RNNFormat.NWC, "data format NWC");
          return in.as(Shape.flat(in.size()));
        });
    preprocessor(
        FeedForwardToRnnPreProcessor.class,
        (p, in, build) -> {
          build.require(p.getRnnDataFormat() != RNNFormat.NWC, "data format NWC");
          return in.as(Shape.sequence(in.size()));
        });

    ImageKinds.register(this);
  }

  <L extends Layer> void layer(Class<L> type, LayerKind<L> kind) {
    layers.put(type, kind);
  }

  <V extends GraphVertex> void vertex(Class<V> type, VertexKind<V> kind) {
    vertices.put(type, kind);
  }

  <P extends InputPreProcessor> void preprocessor(Class<P> type, PreprocessorKind<P> kind) {
    preprocessors.put(type, kind);
  }

  /** The kind of a layer; also used for layers inside others. */
  Signal compile(Layer layer, Signal in, Build build) throws UncoveredException {
    @SuppressWarnings("unchecked")
    LayerKind<Layer> kind = (LayerKind<Layer>) layers.get(layer.getClass());
    build.require(kind != null, layer.getClass().getSimpleName());
    return kind.compile(layer, Dropouts.before(layer, in, build), build);
  }

  Signal compile(InputPreProcessor preprocessor, Signal in, Build build) throws UncoveredException {
    @SuppressWarnings("unchecked")
    PreprocessorKind<InputPreProcessor> kind =
        (PreprocessorKind<InputPreProcessor>) preprocessors.get(preprocessor.getClass());
    build.require(kind != null, preprocessor.getClass().getSimpleName());
    return kind.compile(preprocessor, in, build);
  }

  Signal compile(GraphVertex vertex, List<Signal> in, Build build) throws UncoveredException {
    @SuppressWarnings("unchecked")
    VertexKind<GraphVertex> kind = (VertexKind<GraphVertex>) vertices.get(vertex.getClass());
    build.require(kind != null, vertex.getClass().getSimpleName());
    return kind.compile(vertex, in, build);
  }
}
