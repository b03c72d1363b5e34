package org.diabolo.engine.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.diabolo.batch.Batch;
import org.diabolo.batch.Feed;
import org.diabolo.batch.Values;
import org.diabolo.engine.Replica;
import org.diabolo.engine.ReplicaFactory;
import org.diabolo.field.Field;
import org.diabolo.field.ImageField;
import org.diabolo.job.FamilySpec;
import org.diabolo.job.FieldSpec.Kind;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.RegularizationSpec;
import org.diabolo.job.RnnSpec.Attend;
import org.diabolo.job.RnnSpec.Attention;
import org.diabolo.job.TrainSpec.Engine;
import org.diabolo.job.UserSpec;
import org.diabolo.network.Bundle;
import org.diabolo.network.BundleStore;
import org.diabolo.network.NetworkFile;
import org.diabolo.network.Networks;
import org.diabolo.network.TestFamilies;
import org.diabolo.network.TestFamilies.Rows;
import org.diabolo.network.UserGraphs;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/** Encoders and decoders that a user brings: trained, saved, loaded and asked. */
class UserFamiliesTest {
  private static final Path EXAMPLE = Path.of("src/test/resources/user/dense-encoder.json");
  private static final Field IMAGE = new ImageField(28, 28, 1);
  private static final Field TEXT = TestFamilies.field(Kind.TEXT);
  private static final int ROWS = 10;

  @TempDir private Path folder;

  /** What docs/families.md shows; with an updater of its own, which does not count. */
  private static GraphBuilder dense() {
    return dense(0);
  }

  private static GraphBuilder dense(double l2) {
    return new NeuralNetConfiguration.Builder()
        .seed(7)
        .updater(new Sgd(0.5))
        .l2(l2)
        .activation(Activation.TANH)
        .graphBuilder()
        .addInputs("source")
        .addLayer("hidden", new DenseLayer.Builder().nIn(784).nOut(32).build(), "source")
        .addLayer("code", new DenseLayer.Builder().nIn(32).nOut(6).build(), "hidden")
        .setOutputs("code");
  }

  private static GraphBuilder recurrent() {
    return new NeuralNetConfiguration.Builder()
        .graphBuilder()
        .addInputs("code", "given")
        .addLayer("words", new EmbeddingSequenceLayer.Builder().nIn(1).nOut(5).build(), "given")
        .addVertex("codes", new DuplicateToTimeSeriesVertex("given"), "code")
        .addVertex("both", new MergeVertex(), "words", "codes")
        .addLayer(
            "lstm", new LSTM.Builder().nIn(11).nOut(8).activation(Activation.TANH).build(), "both")
        .addLayer(
            "target",
            new RnnOutputLayer.Builder(new LossSparseMCXENT())
                .nIn(8)
                .nOut(2)
                .activation(Activation.SOFTMAX)
                .build(),
            "lstm")
        .setOutputs("target");
  }

  @Test
  void anEncoderOfTheUsersWithADecoderOfOurs() throws IOException {
    assertThat(EXAMPLE).content().isEqualTo(dense().build().toJson());
    Networks networks = networks(IMAGE, user(EXAMPLE), IMAGE, TestFamilies.mlp(0), plain());
    assertThat(networks.feeds().inputs()).containsExactly(Feed.flat(Feed.Side.SOURCE));
    check(networks);
  }

  @Test
  void anEncoderOfOursWithADecoderOfTheUsers() throws IOException {
    FamilySpec ours = TestFamilies.rnn(false, 0, Attention.NONE, Attend.AFTER);
    Networks networks = networks(TEXT, ours, TEXT, user(file(recurrent())), plain());
    assertThat(networks.feeds().inputs()).contains(Feed.of(Feed.Side.TARGET, Feed.Form.PREVIOUS));
    check(networks);
  }

  private void check(Networks networks) {
    Rows rows = Rows.random(networks.source(), networks.target(), ROWS, 5);
    Batch batch = rows.batch(networks.feeds(), 0, ROWS);
    ReplicaFactory factory = Engines.replicas(Engine.FUSED, networks.joint().toJson());
    Replica replica = factory.create();
    replica.load(factory.start(), 1);
    Learning.halvesTheLoss(replica, batch);
    double last = replica.loss(batch);
    float[] parameters = replica.save().parameters();
    Bundle.Card card =
        new Bundle.Card(
            Bundle.FORMAT,
            "test/one",
            networks.source(),
            networks.target(),
            TestFamilies.CODE,
            networks.feeds(),
            Json.tree(networks.user().checksums()));
    Folder place = Folder.of(folder.resolve("bundle").toString(), new Configuration());
    BundleStore.save(
        new Bundle(
            card,
            NetworkFile.write(networks.part(parameters, networks.encoder())),
            NetworkFile.write(networks.part(parameters, networks.decoder()))),
        place);
    Bundle bundle = BundleStore.load(place);
    List<Values> code = Engines.forward(bundle.encoder()).apply(ROWS, batch.inputs().subList(0, 1));
    assertThat(code.get(0).data()).hasSize(ROWS * TestFamilies.CODE);
    List<Values> inputs = new ArrayList<>(code);
    inputs.addAll(batch.inputs().subList(1, batch.inputs().size()));
    float[] told = Engines.forward(bundle.decoder()).apply(ROWS, inputs).get(0).data();
    assertThat(loss(told, batch.labels().get(0))).isCloseTo(last, within(1e-4 * last));
  }

  /** As DL4J says it: numbers by the mean square of a row, tokens by the sum over a row. */
  private static double loss(float[] told, Values wanted) {
    double loss = 0;
    if (wanted.mask() == null) {
      for (int i = 0; i < told.length; i++) {
        loss += Math.pow(told[i] - wanted.data()[i], 2);
      }
      return loss / told.length;
    }
    int vocabulary = told.length / wanted.mask().length;
    for (int i = 0; i < wanted.mask().length; i++) {
      loss -= wanted.mask()[i] * Math.log(told[i * vocabulary + (int) wanted.data()[i]]);
    }
    return loss / ROWS;
  }

  @Test
  void theJobsSettingsCountWhereItHasThem() throws IOException {
    FamilySpec user = user(file(dense(0.25)));
    BaseLayer own = hidden(networks(IMAGE, user, IMAGE, TestFamilies.mlp(0), plain()));
    assertThat(own.getIUpdater()).isEqualTo(new Adam(0.01));
    assertThat(own.getRegularization().get(0)).isInstanceOf(L2Regularization.class);
    assertThat(own.getGradientNormalization()).isEqualTo(GradientNormalization.None);

    RegularizationSpec asked =
        new RegularizationSpec(0, 0.125, 3, 0, RegularizationSpec.NONE.sampling());
    BaseLayer set = hidden(networks(IMAGE, user, IMAGE, TestFamilies.mlp(0), asked));
    BaseLayer ours = layer(networks(IMAGE, user, IMAGE, TestFamilies.mlp(0), asked), "decoder-0");
    assertThat(ours.getRegularization()).isEqualTo(List.of(new WeightDecay(0.125, true)));
    assertThat(set.getRegularization()).isEqualTo(List.of(new WeightDecay(0.125, true)));
    assertThat(set.getGradientNormalization()).isEqualTo(GradientNormalization.ClipL2PerLayer);
    assertThat(set.getGradientNormalizationThreshold()).isEqualTo(3);
  }

  private static BaseLayer hidden(Networks networks) {
    return layer(networks, "encoder-hidden");
  }

  private static BaseLayer layer(Networks networks, String name) {
    LayerVertex vertex = (LayerVertex) networks.joint().getVertices().get(name);
    return (BaseLayer) vertex.getLayerConf().getLayer();
  }

  @Test
  void sizesThatOnlyDataTellAreSet() throws IOException {
    FamilySpec ours = TestFamilies.rnn(false, 0, Attention.NONE, Attend.AFTER);
    ComputationGraphConfiguration joint =
        networks(TEXT, ours, TEXT, user(file(recurrent())), plain()).joint();
    LayerVertex words = (LayerVertex) joint.getVertices().get("decoder-words");
    // Six letters, and padding, unknown, start and end.
    assertThat(((EmbeddingSequenceLayer) words.getLayerConf().getLayer()).getNIn()).isEqualTo(10);
  }

  @Test
  void whatDoesNotFitIsRefused() throws IOException {
    FamilySpec mlp = TestFamilies.mlp(0);
    Path missing = folder.resolve("missing.json");
    refused(
        IMAGE, user(missing), IMAGE, mlp, "encoder.path: found " + missing + ", allowed: a file");
    Path text = Files.writeString(folder.resolve("text.json"), "{\"no\": \"graph\"}");
    refused(IMAGE, user(text), IMAGE, mlp, "encoder.path: found ");
    refused(
        TEXT,
        mlp,
        TEXT,
        user(file(dense())),
        "decoder.path: found inputs [source] in ",
        "allowed: code, and memory and given if it reads them");
    refused(
        IMAGE,
        user(file(recurrent())),
        IMAGE,
        mlp,
        "encoder.path: found inputs [code, given] in ",
        "allowed: one input, called source");
    refused(
        TEXT,
        user(file(dense())),
        TEXT,
        mlp,
        "encoder.path: found text that is read by something else in ",
        "allowed: EmbeddingSequenceLayer");
    refused(
        IMAGE,
        mlp,
        IMAGE,
        user(file(recurrent())),
        "decoder.path: found an input given in ",
        "allowed: code, memory");
    refused(
        new ImageField(28, 27, 1),
        user(file(dense())),
        IMAGE,
        mlp,
        "encoder.path: found hidden, which takes 784 numbers, in ",
        "allowed: what takes 756 numbers");
    FamilySpec attending = TestFamilies.rnn(false, 0, Attention.DOT, Attend.AFTER);
    refused(
        IMAGE,
        user(file(dense())),
        TEXT,
        attending,
        "decoder: found one that attends to a memory, allowed: none with this encoder");
    GraphBuilder narrow =
        new NeuralNetConfiguration.Builder()
            .graphBuilder()
            .addInputs("source")
            .addLayer("code", new DenseLayer.Builder().nIn(784).nOut(5).build(), "source")
            .setOutputs("code");
    refused(IMAGE, user(file(narrow)), IMAGE, mlp, "allowed: a vector of 6 (encoder.code)");
  }

  private void refused(
      Field source, FamilySpec encoder, Field target, FamilySpec decoder, String... parts) {
    assertThatThrownBy(() -> networks(source, encoder, target, decoder, plain()).joint())
        .isInstanceOf(InvalidJobException.class)
        .hasMessageContainingAll(parts);
  }

  private static RegularizationSpec plain() {
    return RegularizationSpec.NONE;
  }

  private static FamilySpec user(Path path) {
    return new UserSpec(path.toString());
  }

  private Path file(GraphBuilder graph) throws IOException {
    return Files.writeString(
        Files.createTempFile(folder, "graph", ".json"), graph.build().toJson());
  }

  private static Networks networks(
      Field source,
      FamilySpec encoder,
      Field target,
      FamilySpec decoder,
      RegularizationSpec regularization) {
    Networks ours = TestFamilies.networks(source, target, encoder, decoder, regularization);
    UserGraphs graphs = UserGraphs.read(ours.spec(), new Configuration());
    return new Networks(ours.spec(), source, target, graphs);
  }
}
