package org.diabolo.search;

import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.AttentionVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.batch.Feed;
import org.diabolo.batch.Feed.Form;
import org.diabolo.batch.Feed.Side;
import org.diabolo.batch.Feeds;
import org.diabolo.field.CharTokenizer;
import org.diabolo.field.Field;
import org.diabolo.field.TextField;
import org.diabolo.field.VectorField;
import org.diabolo.field.Vocabulary;
import org.diabolo.job.FieldSpec.Scale;
import org.diabolo.network.Bundle;
import org.diabolo.network.NetworkFile;
import org.diabolo.network.Port;
import org.diabolo.store.Json;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/**
 * Models with weights drawn at random, so wide that they are sure of some tokens and not of others.
 */
public final class TextModels {
  public static final int VECTOR = 3;
  static final int MAX_LENGTH = 4;
  private static final int EMBEDDING = 4;
  private static final int HIDDEN = 6;

  private TextModels() {}

  /** Text of the first letters of the alphabet. */
  public static TextField text(int letters) {
    List<String> tokens =
        "abcdefghijklmnopqrstuvwxyz"
            .substring(0, letters)
            .chars()
            .mapToObj(Character::toString)
            .toList();
    return new TextField(new CharTokenizer(), false, MAX_LENGTH, new Vocabulary(tokens));
  }

  /** LSTM, attention over its memory, LSTM; with an activation the fused engine may not cover. */
  public static Bundle textToText(int letters, long seed, Activation activation) {
    TextField text = text(letters);
    int vocabulary = text.vocabulary().size();
    GraphBuilder encoder =
        graph(Port.SOURCE)
            .addLayer("read", embedding(vocabulary), Port.SOURCE)
            .addLayer(Port.MEMORY, lstm(EMBEDDING, activation), "read")
            .addVertex(Port.CODE, new LastTimeStepVertex(Port.SOURCE), Port.MEMORY)
            .setOutputs(Port.CODE, Port.MEMORY);
    GraphBuilder decoder =
        decoderLayer(graph(Port.CODE, Port.MEMORY, Port.GIVEN), vocabulary, activation)
            .addVertex("attended", attention(), "decoder", Port.MEMORY, Port.MEMORY)
            .addVertex("seen", new MergeVertex(), "decoder", "attended")
            .addLayer(Port.TARGET, words(2 * HIDDEN, vocabulary), "seen")
            .setOutputs(Port.TARGET);
    return bundle(
        text, text, Form.TOKENS, Form.PREVIOUS, build(encoder, seed), build(decoder, seed + 1));
  }

  /** LSTM to a code, and an LSTM that is given the token before; text that is its own target. */
  public static Bundle textAutoencoder(int letters, long seed) {
    Bundle there = textToVector(letters, seed);
    Bundle back = vectorToText(letters, seed + 2);
    Feeds feeds =
        new Feeds(
            List.of(Feed.of(Side.SOURCE, Form.TOKENS), Feed.of(Side.TARGET, Form.PREVIOUS)),
            List.of(Feed.of(Side.TARGET, Form.TOKENS)));
    Bundle.Card card =
        new Bundle.Card(
            Bundle.FORMAT, "test/one", text(letters), null, HIDDEN, feeds, Json.tree(List.of()));
    return new Bundle(card, there.encoder(), back.decoder());
  }

  /** Dense, then an LSTM that is given the token before. */
  public static Bundle vectorToText(int letters, long seed) {
    TextField text = text(letters);
    int vocabulary = text.vocabulary().size();
    GraphBuilder decoder =
        decoderLayer(graph(Port.CODE, Port.GIVEN), vocabulary, Activation.TANH)
            .addLayer(Port.TARGET, words(HIDDEN, vocabulary), "decoder")
            .setOutputs(Port.TARGET);
    return bundle(
        VectorField.unscaled(VECTOR),
        text,
        Form.FLAT,
        Form.PREVIOUS,
        vectors(seed),
        build(decoder, seed + 1));
  }

  /** Dense, then a decoder that is given all positions at once. */
  public static Bundle vectorToTextAtOnce(int letters, long seed) {
    TextField text = text(letters);
    int vocabulary = text.vocabulary().size();
    GraphBuilder decoder =
        graph(Port.CODE, Port.GIVEN)
            .addVertex("codes", new DuplicateToTimeSeriesVertex(Port.GIVEN), Port.CODE)
            .addLayer("places", embedding(MAX_LENGTH + 1), Port.GIVEN)
            .addVertex("known", new MergeVertex(), "places", "codes")
            .addLayer(Port.TARGET, words(EMBEDDING + HIDDEN, vocabulary), "known")
            .setOutputs(Port.TARGET);
    return bundle(
        VectorField.unscaled(VECTOR),
        text,
        Form.FLAT,
        Form.POSITIONS,
        vectors(seed),
        build(decoder, seed + 1));
  }

  /** Dense, then a decoder that always tells as many positions, some behind the longest text. */
  public static Bundle vectorToTextOfOneLength(int letters, long seed) {
    TextField text = text(letters);
    int vocabulary = text.vocabulary().size();
    int positions = MAX_LENGTH + 3;
    GraphBuilder decoder =
        graph(Port.CODE)
            .addLayer(
                "places",
                new DenseLayer.Builder()
                    .nIn(HIDDEN)
                    .nOut(EMBEDDING * positions)
                    .activation(Activation.TANH)
                    .build(),
                Port.CODE)
            .addVertex("line", new ReshapeVertex(-1, EMBEDDING, positions), "places")
            .addLayer(Port.TARGET, words(EMBEDDING, vocabulary), "line")
            .setOutputs(Port.TARGET);
    Bundle model =
        bundle(
            VectorField.unscaled(VECTOR),
            text,
            Form.FLAT,
            null,
            vectors(seed),
            build(decoder, seed + 1));
    Bundle.Card card = model.card();
    Feeds feeds = new Feeds(card.feeds().inputs(), List.of(Feed.padded(Side.TARGET, positions)));
    return new Bundle(
        new Bundle.Card(
            card.format(),
            card.version(),
            card.source(),
            card.target(),
            card.code(),
            feeds,
            card.provenance()),
        model.encoder(),
        model.decoder());
  }

  /** LSTM, then numbers. */
  public static Bundle textToVector(int letters, long seed) {
    TextField text = text(letters);
    GraphBuilder encoder =
        graph(Port.SOURCE)
            .addLayer("read", embedding(text.vocabulary().size()), Port.SOURCE)
            .addLayer("steps", lstm(EMBEDDING, Activation.TANH), "read")
            .addVertex(Port.CODE, new LastTimeStepVertex(Port.SOURCE), "steps")
            .setOutputs(Port.CODE);
    GraphBuilder decoder =
        graph(Port.CODE)
            .addLayer(
                Port.TARGET,
                new OutputLayer.Builder(LossFunction.MSE)
                    .nIn(HIDDEN)
                    .nOut(VECTOR)
                    .activation(Activation.IDENTITY)
                    .build(),
                Port.CODE)
            .setOutputs(Port.TARGET);
    return bundle(
        text,
        new VectorField(Scale.STANDARD, new double[] {1, 2, 3}, new double[] {4, 5, 6}),
        Form.TOKENS,
        null,
        build(encoder, seed),
        build(decoder, seed + 1));
  }

  private static byte[] vectors(long seed) {
    return build(
        graph(Port.SOURCE)
            .addLayer(
                Port.CODE,
                new DenseLayer.Builder()
                    .nIn(VECTOR)
                    .nOut(HIDDEN)
                    .activation(Activation.TANH)
                    .build(),
                Port.SOURCE)
            .setOutputs(Port.CODE),
        seed);
  }

  private static Bundle bundle(
      Field source, Field target, Form read, Form given, byte[] encoder, byte[] decoder) {
    Feed from = Feed.of(Side.SOURCE, read);
    boolean text = target instanceof TextField;
    Feeds feeds =
        new Feeds(
            given == null ? List.of(from) : List.of(from, Feed.of(Side.TARGET, given)),
            List.of(Feed.of(Side.TARGET, text ? Form.TOKENS : Form.FLAT)));
    Bundle.Card card =
        new Bundle.Card(
            Bundle.FORMAT, "test/one", source, target, HIDDEN, feeds, Json.tree(List.of()));
    return new Bundle(card, encoder, decoder);
  }

  private static GraphBuilder decoderLayer(
      GraphBuilder graph, int vocabulary, Activation activation) {
    return graph
        .addVertex("codes", new DuplicateToTimeSeriesVertex(Port.GIVEN), Port.CODE)
        .addLayer("written", embedding(vocabulary), Port.GIVEN)
        .addVertex("known", new MergeVertex(), "written", "codes")
        .addLayer("decoder", lstm(EMBEDDING + HIDDEN, activation), "known");
  }

  private static GraphBuilder graph(String... inputs) {
    return new NeuralNetConfiguration.Builder().graphBuilder().addInputs(inputs);
  }

  private static byte[] build(GraphBuilder builder, long seed) {
    ComputationGraph graph = new ComputationGraph(builder.build());
    graph.init();
    INDArray parameters = graph.params();
    Random random = new Random(seed);
    float[] drawn = new float[(int) parameters.length()];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = (float) (0.9 * random.nextGaussian());
    }
    parameters.assign(Nd4j.createFromArray(drawn).reshape(parameters.shape()));
    return NetworkFile.write(graph);
  }

  private static LSTM lstm(int in, Activation activation) {
    return new LSTM.Builder().nIn(in).nOut(HIDDEN).activation(activation).build();
  }

  private static EmbeddingSequenceLayer embedding(int ids) {
    return new EmbeddingSequenceLayer.Builder().nIn(ids).nOut(EMBEDDING).build();
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

  private static RnnOutputLayer words(int in, int vocabulary) {
    return new RnnOutputLayer.Builder(new LossSparseMCXENT())
        .dataFormat(RNNFormat.NCW)
        .nIn(in)
        .nOut(vocabulary)
        .activation(Activation.SOFTMAX)
        .build();
  }
}
