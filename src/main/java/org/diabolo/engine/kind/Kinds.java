package org.diabolo.engine.kind;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.AttentionVertex;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.graph.rnn.ReverseTimeSeriesVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.Convolution2D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.Pooling2D;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.CnnToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToCnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.deeplearning4j.preprocessors.ReshapePreprocessor;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/** What is known: a line for each kind of layer, vertex and preprocessor. */
public final class Kinds {
  private final Map<Class<?>, LayerKind<?>> layers = new HashMap<>();
  private final Map<Class<?>, VertexKind<?>> vertices = new HashMap<>();
  private final Map<Class<?>, PreprocessorKind<?>> preprocessors = new HashMap<>();

  /** A layer of which no more is known than what DL4J's own classes say. */
  private static final LayerKind<Layer> OTHER = new OtherKind();

  /** All there are. */
  public static final Kinds ALL = new Kinds();

  private Kinds() {
    layer(DenseLayer.class, new DenseKind());
    layer(ActivationLayer.class, new ActivationKind());
    layer(DropoutLayer.class, new DropoutKind());
    layer(OutputLayer.class, new OutputKind());
    layer(LossLayer.class, new LossKind());
    layer(EmbeddingLayer.class, new EmbeddingKind());
    layer(EmbeddingSequenceLayer.class, new EmbeddingSequenceKind());
    layer(LSTM.class, new LstmKind());
    layer(Bidirectional.class, new BidirectionalKind());
    layer(LastTimeStep.class, new LastTimeStepKind());
    layer(RnnOutputLayer.class, new RnnOutputKind());
    layer(RnnLossLayer.class, new RnnLossKind());
    layer(ConvolutionLayer.class, new ConvolutionKind());
    layer(Convolution2D.class, new ConvolutionKind());
    layer(Deconvolution2D.class, new DeconvolutionKind());
    layer(SubsamplingLayer.class, new SubsamplingKind());
    layer(Pooling2D.class, new SubsamplingKind());
    layer(Upsampling2D.class, new UpsamplingKind());
    layer(BatchNormalization.class, new BatchNormalizationKind());
    layer(GlobalPoolingLayer.class, new GlobalPoolingKind());
    layer(CnnLossLayer.class, new CnnLossKind());

    vertex(AttentionVertex.class, new AttentionKind());
    vertex(MergeVertex.class, new MergeKind());
    vertex(LastTimeStepVertex.class, new LastTimeStepVertexKind());
    vertex(DuplicateToTimeSeriesVertex.class, new DuplicateToTimeSeriesKind());
    vertex(ReverseTimeSeriesVertex.class, new ReverseTimeSeriesKind());
    vertex(PreprocessorVertex.class, new PreprocessorVertexKind());
    vertex(ElementWiseVertex.class, new ElementWiseKind());
    vertex(SubsetVertex.class, new SubsetKind());
    vertex(ScaleVertex.class, new ScaleKind());
    vertex(ShiftVertex.class, new ShiftKind());
    vertex(ReshapeVertex.class, new ReshapeKind());

    preprocessor(RnnToFeedForwardPreProcessor.class, StepPreprocessors::toVectors);
    preprocessor(FeedForwardToRnnPreProcessor.class, StepPreprocessors::fromVectors);
    preprocessor(FeedForwardToCnnPreProcessor.class, ImagePreprocessors::fromVectors);
    preprocessor(CnnToFeedForwardPreProcessor.class, ImagePreprocessors::toVectors);
    preprocessor(RnnToCnnPreProcessor.class, StepPreprocessors::toImages);
    preprocessor(CnnToRnnPreProcessor.class, StepPreprocessors::fromImages);
    preprocessor(ReshapePreprocessor.class, ImagePreprocessors::reshaped);
  }

  private <L extends Layer> void layer(Class<L> type, LayerKind<? super L> kind) {
    layers.put(type, kind);
  }

  private <V extends GraphVertex> void vertex(Class<V> type, VertexKind<V> kind) {
    vertices.put(type, kind);
  }

  private <P extends InputPreProcessor> void preprocessor(Class<P> type, PreprocessorKind<P> kind) {
    preprocessors.put(type, kind);
  }

  /**
   * Turns a layer into nodes, its dropout included.
   *
   * @param layer to compile, after its preprocessor
   * @param in what it reads
   * @param build to add parameters and nodes to
   * @return what it writes
   * @throws UncoveredException naming what of the layer is not covered
   */
  public Signal compile(Layer layer, Signal in, Build build) throws UncoveredException {
    requirePlain(layer, build);
    LayerKind<Layer> kind = covered(layer.getClass());
    Signal kept = kind == OTHER ? in : Dropouts.before(layer, in, build);
    return kind.compile(layer, kept, build);
  }

  /**
   * Finds what is known of a layer: of one that the fused engine does not cover, what is known of
   * the nearest class that it extends.
   *
   * @param layer any
   * @return its kind, which need not be one that compiles it
   */
  public static LayerKind<Layer> of(Layer layer) {
    Class<?> type = layer.getClass();
    while (covered(type) == OTHER && type != Object.class) {
      type = type.getSuperclass();
    }
    return covered(type);
  }

  /** The kind of just these layers; {@link #OTHER} where they are not covered. */
  @SuppressWarnings("unchecked")
  static LayerKind<Layer> covered(Class<?> type) {
    return (LayerKind<Layer>) ALL.layers.getOrDefault(type, OTHER);
  }

  /**
   * Says whether a layer can be run step by step.
   *
   * @param layer any; one that the fused engine does not cover cannot
   * @return whether
   */
  public static boolean stepwise(Layer layer) {
    return covered(layer.getClass()).stepwise();
  }

  /**
   * Says whether a vertex that is no layer can be run step by step.
   *
   * @param vertex any; one that the fused engine does not cover cannot
   * @param changing of each input, in order, whether it is another at each step; of one at least
   * @return whether
   */
  public static boolean stepwise(GraphVertex vertex, List<Boolean> changing) {
    @SuppressWarnings("unchecked")
    VertexKind<GraphVertex> kind = (VertexKind<GraphVertex>) ALL.vertices.get(vertex.getClass());
    return kind != null && kind.stepwise(vertex, changing);
  }

  /** What no layer may have; those around others ask it of them. */
  static void requirePlain(Layer layer, Build build) {
    build.obstacle(layer.getConstraints() != null, "constraints");
    if (layer instanceof BaseLayer base) {
      build.obstacle(base.getWeightNoise() != null, "weight noise");
    }
  }

  /**
   * Turns a preprocessor into nodes.
   *
   * @param preprocessor to compile
   * @param in what it reads
   * @param build to add nodes to
   * @return what it writes
   * @throws UncoveredException naming what of the preprocessor is not covered
   */
  public Signal compile(InputPreProcessor preprocessor, Signal in, Build build)
      throws UncoveredException {
    @SuppressWarnings("unchecked")
    PreprocessorKind<InputPreProcessor> kind =
        (PreprocessorKind<InputPreProcessor>) preprocessors.get(preprocessor.getClass());
    build.require(kind != null, preprocessor.getClass().getSimpleName());
    return kind.compile(preprocessor, in, build);
  }

  /**
   * Turns a vertex that is no layer into nodes.
   *
   * @param vertex to compile
   * @param in what it reads, in order
   * @param build to add parameters and nodes to
   * @return what it writes
   * @throws UncoveredException naming what of the vertex is not covered
   */
  public Signal compile(GraphVertex vertex, List<Signal> in, Build build)
      throws UncoveredException {
    @SuppressWarnings("unchecked")
    VertexKind<GraphVertex> kind = (VertexKind<GraphVertex>) vertices.get(vertex.getClass());
    build.require(kind != null, vertex.getClass().getSimpleName());
    return kind.compile(vertex, in, build);
  }
}
