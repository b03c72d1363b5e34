package org.diabolo.engine.fused;

import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.AttentionVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.diabolo.batch.Batch;
import org.diabolo.batch.Values;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/**
 * A graph of every pairing of families: encoder and decoder joined at a layer or vertex called
 * {@code code}. Text is tokens with masks and sparse labels, images are flat rows.
 */
final class ModelGraphs {
  private static final int VECTOR = 7;
  private static final int CODE = 5;
  private static final int HIDDEN = 6;
  private static final int EMBEDDING = 4;
  private static final int VOCABULARY = 9;
  private static final int SIDE = 8;
  private static final int CHANNELS = 2;
  private static final int IMAGE = SIDE * SIDE * CHANNELS;
  private static final int FEATURES = 3;
  private static final int HALF = SIDE / 2;

  private ModelGraphs() {}

  /** Graphs that draw nothing at random. */
  static Stream<ModelGraph> steady() {
    return Stream.of(
        textToText(1),
        textToVector(1),
        imageToImage(1),
        imageToText(1),
        vectorToText(1),
        textToImage(1));
  }

  /** The same with dropout, and dense layers with layer normalisation and dropout. */
  static Stream<ModelGraph> dropping() {
    double keep = 0.8;
    return Stream.of(
        vectorToVector(keep),
        textToText(keep),
        textToVector(keep),
        imageToImage(keep),
        imageToText(keep));
  }

  private static ModelGraph vectorToVector(double keep) {
    return new ModelGraph(
        "vector to vector, dropout",
        vectorDecoder(
                vectorEncoder(graph("source"), keep).addLayer("code", dense(HIDDEN, CODE), "drop"))
            .build(),
        (data, rows, length) ->
            new Batch(rows, List.of(data.flat(rows, VECTOR)), List.of(data.flat(rows, VECTOR))));
  }

  private static ModelGraph textToText(double keep) {
    GraphBuilder encoder =
        graph("source", "given")
            .addLayer("read", embedding(), "source")
            .addLayer("memory", lstm(EMBEDDING, keep), "read")
            .addVertex("code", new LastTimeStepVertex("source"), "memory");
    GraphBuilder decoder =
        textDecoder(encoder, HIDDEN, keep)
            .addVertex("attended", attention(), "decoder", "memory", "memory")
            .addVertex("seen", new MergeVertex(), "decoder", "attended");
    return new ModelGraph(
        named("text to text", keep),
        decoder.addLayer("target", words(2 * HIDDEN), "seen").build(),
        (data, rows, length) -> {
          Batch text = text(data, rows, length);
          Values source = data.masked(rows, data.tokens(rows, length + 2, VOCABULARY));
          return new Batch(rows, List.of(source, text.inputs().get(0)), text.labels());
        });
  }

  private static ModelGraph textToVector(double keep) {
    return new ModelGraph(
        named("text to vector", keep),
        vectorDecoder(textEncoder(keep)).build(),
        (data, rows, length) ->
            new Batch(rows, List.of(source(data, rows, length)), List.of(data.flat(rows, VECTOR))));
  }

  private static ModelGraph imageToImage(double keep) {
    return new ModelGraph(
        named("image to image", keep),
        imageDecoder(imageEncoder(graph("source"), keep), keep).build(),
        (data, rows, length) ->
            new Batch(rows, List.of(data.flat(rows, IMAGE)), List.of(data.flat(rows, IMAGE))));
  }

  private static ModelGraph imageToText(double keep) {
    return new ModelGraph(
        named("image to text", keep),
        textDecoder(imageEncoder(graph("source", "given"), keep), CODE, keep)
            .addLayer("target", words(HIDDEN), "decoder")
            .build(),
        (data, rows, length) -> behind(data.flat(rows, IMAGE), text(data, rows, length)));
  }

  private static ModelGraph vectorToText(double keep) {
    GraphBuilder encoder =
        vectorEncoder(graph("source", "given"), keep)
            .addLayer("code", dense(HIDDEN, CODE), "hidden");
    return new ModelGraph(
        named("vector to text", keep),
        textDecoder(encoder, CODE, keep).addLayer("target", words(HIDDEN), "decoder").build(),
        (data, rows, length) -> behind(data.flat(rows, VECTOR), text(data, rows, length)));
  }

  private static ModelGraph textToImage(double keep) {
    return new ModelGraph(
        named("text to image", keep),
        imageDecoder(textEncoder(keep), keep).build(),
        (data, rows, length) ->
            new Batch(rows, List.of(source(data, rows, length)), List.of(data.flat(rows, IMAGE))));
  }

  private static String named(String name, double keep) {
    return keep < 1 ? name + ", dropout" : name;
  }

  private static GraphBuilder graph(String... inputs) {
    return new NeuralNetConfiguration.Builder()
        .seed(4)
        .updater(new Adam(0.1))
        .graphBuilder()
        .addInputs(inputs)
        .setOutputs("target");
  }

  private static GraphBuilder vectorEncoder(GraphBuilder graph, double keep) {
    graph.addLayer(
        "hidden",
        new DenseLayer.Builder()
            .nIn(VECTOR)
            .nOut(HIDDEN)
            .hasLayerNorm(true)
            .activation(Activation.TANH)
            .build(),
        "source");
    return keep < 1 ? graph.addLayer("drop", new DropoutLayer(keep), "hidden") : graph;
  }

  private static GraphBuilder vectorDecoder(GraphBuilder graph) {
    return graph
        .addLayer("grown", dense(CODE, HIDDEN), "code")
        .addLayer(
            "target",
            new OutputLayer.Builder(LossFunction.MSE)
                .nIn(HIDDEN)
                .nOut(VECTOR)
                .activation(Activation.IDENTITY)
                .build(),
            "grown");
  }

  private static GraphBuilder textEncoder(double keep) {
    return graph("source")
        .addLayer("read", embedding(), "source")
        .addLayer(
            "both", new Bidirectional(Bidirectional.Mode.CONCAT, lstm(EMBEDDING, keep)), "read")
        .addVertex("end", new LastTimeStepVertex("source"), "both")
        .addLayer("code", dense(2 * HIDDEN, CODE), "end");
  }

  private static GraphBuilder textDecoder(GraphBuilder graph, int code, double keep) {
    return graph
        .addVertex("codes", new DuplicateToTimeSeriesVertex("given"), "code")
        .addLayer("written", embedding(), "given")
        .addVertex("known", new MergeVertex(), "written", "codes")
        .addLayer("decoder", lstm(EMBEDDING + code, keep), "known");
  }

  private static GraphBuilder imageEncoder(GraphBuilder graph, double keep) {
    return graph
        .addLayer(
            "conv",
            convolution(CHANNELS, FEATURES),
            new FeedForwardToCnnPreProcessor(SIDE, SIDE, CHANNELS),
            "source")
        .addLayer("norm", norm(FEATURES), "conv")
        .addLayer("bend", bend(), "norm")
        .addLayer(
            "pool",
            new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                .kernelSize(2, 2)
                .stride(2, 2)
                .build(),
            "bend")
        .addLayer(
            "code",
            new DenseLayer.Builder()
                .nIn(HALF * HALF * FEATURES)
                .nOut(CODE)
                .activation(Activation.IDENTITY)
                .dropOut(keep)
                .build(),
            new CnnToFeedForwardPreProcessor(HALF, HALF, FEATURES),
            "pool");
  }

  private static GraphBuilder imageDecoder(GraphBuilder graph, double keep) {
    int quarter = HALF / 2;
    return graph
        .addLayer("grown", dense(CODE, quarter * quarter * FEATURES), "code")
        .addLayer(
            "larger",
            new Deconvolution2D.Builder(2, 2)
                .nIn(FEATURES)
                .nOut(4)
                .stride(2, 2)
                .hasBias(false)
                .activation(Activation.IDENTITY)
                .build(),
            new FeedForwardToCnnPreProcessor(quarter, quarter, FEATURES),
            "grown")
        .addLayer("again", norm(4), "larger")
        .addLayer("bent", bend(), "again")
        .addLayer("large", new Upsampling2D.Builder(2).build(), "bent")
        .addLayer(
            "last",
            new ConvolutionLayer.Builder(3, 3)
                .nIn(4)
                .nOut(CHANNELS)
                .convolutionMode(ConvolutionMode.Same)
                .activation(Activation.SIGMOID)
                .dropOut(keep)
                .build(),
            "large")
        .addLayer(
            "target",
            new LossLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY).build(),
            new CnnToFeedForwardPreProcessor(SIDE, SIDE, CHANNELS),
            "last");
  }

  private static DenseLayer dense(int in, int out) {
    return new DenseLayer.Builder().nIn(in).nOut(out).activation(Activation.TANH).build();
  }

  private static Layer convolution(int in, int out) {
    return new ConvolutionLayer.Builder(3, 3)
        .nIn(in)
        .nOut(out)
        .convolutionMode(ConvolutionMode.Same)
        .hasBias(false)
        .activation(Activation.IDENTITY)
        .build();
  }

  private static Layer norm(int channels) {
    return new BatchNormalization.Builder().nIn(channels).nOut(channels).build();
  }

  private static Layer bend() {
    return new ActivationLayer.Builder().activation(Activation.TANH).build();
  }

  private static LSTM lstm(int in, double keep) {
    return new LSTM.Builder()
        .nIn(in)
        .nOut(HIDDEN)
        .activation(Activation.TANH)
        .dropOut(keep)
        .build();
  }

  private static Layer embedding() {
    return new EmbeddingSequenceLayer.Builder().nIn(VOCABULARY).nOut(EMBEDDING).build();
  }

  private static AttentionVertex attention() {
    return new AttentionVertex.Builder()
        .nHeads(2)
        .nInQueries(HIDDEN)
        .nInKeys(HIDDEN)
        .nInValues(HIDDEN)
        .nOut(HIDDEN)
        .projectInput(true)
        .build();
  }

  private static Layer words(int in) {
    return new RnnOutputLayer.Builder(new LossSparseMCXENT())
        .dataFormat(RNNFormat.NCW)
        .nIn(in)
        .nOut(VOCABULARY)
        .activation(Activation.SOFTMAX)
        .build();
  }

  /** Tokens with a mask. */
  private static Values source(Data data, int rows, int length) {
    return data.masked(rows, data.tokens(rows, length, VOCABULARY));
  }

  /** What a decoder is given and what it is to say, under one mask. */
  private static Batch text(Data data, int rows, int length) {
    Values given = source(data, rows, length);
    Values labels = data.tokens(rows, length, VOCABULARY);
    return new Batch(
        rows, List.of(given), List.of(new Values(labels.data(), length, given.mask())));
  }

  private static Batch behind(Values source, Batch text) {
    return new Batch(text.rows(), List.of(source, text.inputs().get(0)), text.labels());
  }
}
