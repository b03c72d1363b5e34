package org.diabolo.network.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.NonNegativeConstraint;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.dropout.GaussianNoise;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.network.LossSmoothedSparseMCXENT;
import org.diabolo.store.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

class ConfigurationsTest {
  private static final String ACTIVATION =
      "{\n            \"@class\" : \"org.nd4j.linalg.activations.impl.ActivationTanH\"\n          }";

  /** With something of every kind that DL4J finds by the name of its class. */
  private static final String JSON = json();

  @BeforeEach
  @AfterEach
  void nothingRanAndNothingIsAllowed() {
    assertThat(Traps.ran()).isNull();
    AllowedClasses.set(List.of());
  }

  @Test
  void dl4jsOwnIsReadAsItWas() {
    ComputationGraphConfiguration read = Configurations.read(JSON);

    assertThat(read.toJson()).isEqualTo(JSON);
    assertThat(read).isEqualTo(ComputationGraphConfiguration.fromJson(JSON));
  }

  @Test
  void aForeignClassIsRefusedWhereverItStandsAndNotInitialised() {
    List<ObjectNode> places = places(Json.read(JSON, JsonNode.class), "@class");
    assertThat(places).hasSizeGreaterThan(20);
    for (int i = 0; i < places.size(); i++) {
      JsonNode tree = Json.read(JSON, JsonNode.class);
      places(tree, "@class").get(i).put("@class", Traps.INITIALISED);
      refused(Json.line(tree), Traps.INITIALISED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Jackson also takes the class from an array in the object's place,
        "[\"%s\", {}]",
        // from an escaped field,
        "{\"\\u0040class\": \"%s\"}",
        // and loads what is written in angle brackets.
        "{\"@class\": \"org.nd4j.linalg.activations.impl.ActivationTanH<%s>\"}",
        "[\"org.nd4j.linalg.activations.impl.ActivationTanH<%s>\", {}]",
      })
  void otherWaysToNameAClassAreNoWayAround(String activation) {
    String name = activation.formatted(Traps.INITIALISED);
    assertThatThrownBy(() -> Configurations.read(replaced(ACTIVATION, name)))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith("names the class ")
        .hasMessageContaining(Traps.INITIALISED)
        .hasMessageEndingWith(
            ", allowed: classes of DL4J and ND4J, and those that --allow-class names");
  }

  @Test
  void aDistributionsClassStandsInAnotherField() {
    String normal = "\"org.deeplearning4j.nn.conf.distribution.NormalDistribution\"";
    refused(replaced(normal, "\"" + Traps.INITIALISED + "\""), Traps.INITIALISED);
    assertThatThrownBy(
            () ->
                Configurations.read(
                    replaced(normal, normal.replace("n\"", "n<" + Traps.INITIALISED + ">\""))))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining(Traps.INITIALISED);
  }

  @Test
  void whatDl4jReadsByAnotherMapperIsRefused() {
    JsonNode tree = Json.read(JSON, JsonNode.class);
    ObjectNode layer = (ObjectNode) tree.at("/vertices/hidden/layerConf/layer");
    layer.putNull("weightInitFn");
    layer.put("weightInit", "DISTRIBUTION");
    layer.putObject("dist").put("type", Traps.INITIALISED);

    assertThatThrownBy(() -> Configurations.read(Json.line(tree)))
        .isInstanceOf(BadDataException.class)
        .hasMessage("is of DL4J before 1.0.0-beta4 (weightInit is a word)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.nd4j.shade.jackson.databind.node.ObjectNode",
        "org.diabolo.network.LossSmoothed",
        "org.deeplearning4j",
        "java.util.ArrayList",
        "Trap",
        "",
      })
  void aNameThatOnlyLooksLikeOursIsNotOurs(String name) {
    assertThat(AllowedClasses.contains(name)).isFalse();
    assertThatThrownBy(
            () -> Configurations.read(replaced(ACTIVATION, "{\"@class\": \"" + name + "\"}")))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith("names the class ");
  }

  @Test
  void theLossOfOlderBundlesIsRead() {
    String loss = "\"org.nd4j.linalg.lossfunctions.impl.LossMSE\"";
    String ours = "\"org.diabolo.network.LossSmoothedSparseMCXENT\", \"smoothing\": 0.25";

    OutputLayer last =
        (OutputLayer)
            ((LayerVertex) Configurations.read(replaced(loss, ours)).getVertices().get("code"))
                .getLayerConf()
                .getLayer();

    assertThat(((LossSmoothedSparseMCXENT) last.getLossFn()).getSmoothing()).isEqualTo(0.25);
  }

  @Test
  void whatTheUserAllowsIsLoaded() {
    String json = replaced(ACTIVATION, "{\"@class\": \"" + Traps.ALLOWED + "\"}");
    refused(json, Traps.ALLOWED);
    AllowedClasses.set(List.of("com.acme.Other", Traps.ALLOWED));
    try {
      assertThat(Configurations.read(json).toJson()).contains(Traps.ALLOWED);
      assertThat(Traps.ran()).isEqualTo(Traps.ALLOWED);
    } finally {
      System.clearProperty(Traps.PROPERTY);
    }
    AllowedClasses.set(List.of());
    refused(json, Traps.ALLOWED);
    assertThatThrownBy(() -> AllowedClasses.set(List.of("com.acme.*")))
        .isInstanceOf(InvalidJobException.class)
        .hasMessage("--allow-class com.acme.*: allowed: the full name of a class");
  }

  @Test
  void whatIsNoConfigurationIsRefusedInOneLine() {
    assertRefused("", "is not the JSON of a DL4J graph: No content to map due to end-of-input");
    assertRefused("{}", "holds no graph of DL4J's");
    assertRefused("null", "holds no graph of DL4J's");
    assertRefused("[1, 2", "is not the JSON of a DL4J graph: Unexpected end-of-input");
    assertRefused("{\"vertices\": {\"a\": null}}", "holds no graph of DL4J's");
    assertRefused("{\"vertices\": 7}", "is not the JSON of a DL4J graph: Cannot deserialize value");
    assertRefused("[".repeat(1_000_000), "is nested deeper than 100");
    assertRefused("{\"a\":".repeat(1_000_000), "is nested deeper than 100");
    assertRefused("[" + "9".repeat(1_000_000) + "]", "has a number of 1000000 characters");
    assertRefused("{\"a\": 1, \"a\": 2}", "is not the JSON of a DL4J graph: Duplicate field 'a'");
    assertRefused(
        " ".repeat(Configurations.MOST_CHARACTERS + 1),
        "has 16777217 characters, allowed: 16777216");
  }

  private static void assertRefused(String json, String message) {
    assertThatThrownBy(() -> Configurations.read(json))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith(message)
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }

  private static void refused(String json, String name) {
    assertThatThrownBy(() -> Configurations.read(json))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            "names the class "
                + name
                + ", allowed: classes of DL4J and ND4J, and those that --allow-class names");
    assertThat(Traps.ran()).isNull();
  }

  private static String replaced(String text, String by) {
    assertThat(JSON).contains(text);
    return JSON.replace(text, by);
  }

  /** All objects with a field, those within others too. */
  private static List<ObjectNode> places(JsonNode tree, String field) {
    List<ObjectNode> places = new ArrayList<>();
    if (tree.has(field)) {
      places.add((ObjectNode) tree);
    }
    tree.forEach(child -> places.addAll(places(child, field)));
    return places;
  }

  private static String json() {
    return new NeuralNetConfiguration.Builder()
        .updater(new Adam(new StepSchedule(ScheduleType.ITERATION, 0.1, 0.5, 10)))
        .graphBuilder()
        .addInputs("source")
        .addLayer(
            "hidden",
            new DenseLayer.Builder()
                .nIn(4)
                .nOut(3)
                .weightInit(new NormalDistribution(0, 0.1))
                .weightNoise(new DropConnect(0.9))
                .dropOut(new GaussianNoise(0.1))
                .constrainWeights(new NonNegativeConstraint())
                .activation(Activation.TANH)
                .l2(0.1)
                .build(),
            new RnnToFeedForwardPreProcessor(),
            "source")
        .addLayer(
            "frozen",
            new FrozenLayer(
                new DenseLayer.Builder().nIn(3).nOut(3).activation(Activation.RELU).build()),
            "hidden")
        .addLayer(
            "code",
            new OutputLayer.Builder(LossFunction.MSE)
                .nIn(3)
                .nOut(2)
                .activation(Activation.IDENTITY)
                .build(),
            "frozen")
        .addVertex("steps", new PreprocessorVertex(new FeedForwardToRnnPreProcessor()), "frozen")
        .setOutputs("code", "steps")
        .build()
        .toJson();
  }
}
