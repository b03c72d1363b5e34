package org.diabolo.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.diabolo.batch.Feed;
import org.diabolo.batch.Feeds;
import org.diabolo.field.Field;
import org.diabolo.field.NumberField;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.job.OptimizerSpec;
import org.diabolo.job.RegularizationSpec;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
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
 * @param user the configurations of families that are not ours
 */
public record Networks(JobSpec spec, Field source, Field target, UserGraphs user) {

  /**
   * The networks of a job whose families are all ours.
   *
   * @param spec the job, without families of kind {@code user}
   * @param source what is encoded
   * @param target what is decoded
   */
  public Networks(JobSpec spec, Field source, Field target) {
    this(spec, source, target, UserGraphs.NONE);
  }

  /**
   * @return source to target, for training
   * @throws InvalidJobException when families and fields do not fit
   */
  public ComputationGraphConfiguration joint() {
    return joint(graph -> List.of(Port.TARGET));
  }

  /**
   * The joint network with a second output, which compares the code with an anchor: the loss has
   * the squared distance of the two besides. Where a row has no anchor, as the mask of its labels
   * tells, nothing is added. The parameters are those of {@link #joint}, in the same order.
   *
   * @param weight of the mean square over the code's numbers
   * @return source to target, for training with {@link Feeds#anchored} rows
   * @throws InvalidJobException when families and fields do not fit
   */
  public ComputationGraphConfiguration anchored(double weight) {
    return joint(
        graph -> {
          // Last, so that no vertex comes to another place by it.
          graph.addLayer(Port.ANCHOR, Outputs.near(spec.encoder().code(), weight), Port.CODE);
          return List.of(Port.TARGET, Port.ANCHOR);
        });
  }

  private ComputationGraphConfiguration joint(Function<GraphBuilder, List<String>> outputs) {
    EncoderFamily encoder = encoderFamily();
    DecoderFamily decoder = decoderFamily();
    GraphBuilder graph = builder();
    List<String> inputs = new ArrayList<>(List.of(Port.SOURCE));
    List<InputType> types = new ArrayList<>(List.of(type(encoder.feed(source), source)));
    given(decoder, inputs, types);
    graph.addInputs(inputs);
    encoder.build(graph, source, code(decoder), decoder.attends());
    decoder.build(graph, target, memory(encoder, decoder));
    return finished(graph, types, outputs.apply(graph).toArray(String[]::new));
  }

  /**
   * @return source to code, and to the memory if the decoder attends to it
   */
  public ComputationGraphConfiguration encoder() {
    EncoderFamily encoder = encoderFamily();
    DecoderFamily decoder = decoderFamily();
    boolean attended = decoder.attends();
    GraphBuilder graph = builder();
    graph.addInputs(Port.SOURCE);
    memory(encoder, decoder);
    encoder.build(graph, source, code(decoder), attended);
    List<InputType> types = List.of(type(encoder.feed(source), source));
    return attended
        ? finished(graph, types, Port.CODE, Port.MEMORY)
        : finished(graph, types, Port.CODE);
  }

  /**
   * @return code, memory if it attends and what it is given if it is given anything, to target; of
   *     DL4J's own classes only, so that DL4J alone can load it
   */
  public ComputationGraphConfiguration decoder() {
    DecoderFamily decoder = decoderFamily();
    int memory = memory(encoderFamily(), decoder);
    GraphBuilder graph = builder();
    List<String> inputs = new ArrayList<>(List.of(Port.CODE));
    List<InputType> types = new ArrayList<>(List.of(InputType.feedForward(spec.encoder().code())));
    if (decoder.attends()) {
      inputs.add(Port.MEMORY);
      types.add(InputType.recurrent(memory));
    }
    given(decoder, inputs, types);
    graph.addInputs(inputs);
    decoder.build(graph, target, memory);
    return Outputs.served(finished(graph, types, Port.TARGET));
  }

  /**
   * @return how the joint network is fed
   */
  public Feeds feeds() {
    List<Feed> inputs = new ArrayList<>();
    inputs.add(encoderFamily().feed(source));
    decoderFamily().given(target).ifPresent(inputs::add);
    return new Feeds(List.copyOf(inputs), List.of(decoderFamily().label(target)));
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
    for (GraphVertex vertex : graph.getVertices()) {
      Trainable to = trainable(vertex);
      if (to.numParams() > 0) {
        Map<String, INDArray> trained =
            trainable(whole.getVertex(vertex.getVertexName())).paramTable(false);
        to.paramTable(false).forEach((name, values) -> values.assign(trained.get(name)));
      }
    }
    return graph;
  }

  /**
   * Puts the joint network together again, the reverse of {@link #part}.
   *
   * @param parts encoder and decoder, trained
   * @return parameters of the joint network, flattened in DL4J's order
   * @throws BadDataException when a layer is in none of the parts, or has another shape there
   */
  public float[] joined(List<ComputationGraph> parts) {
    ComputationGraph whole = new ComputationGraph(joint());
    whole.init();
    for (GraphVertex vertex : whole.getVertices()) {
      Trainable to = trainable(vertex);
      if (to.numParams() > 0) {
        Map<String, INDArray> from = parameters(vertex.getVertexName(), parts);
        to.paramTable(false)
            .forEach(
                (name, values) -> {
                  INDArray trained = from.get(name);
                  if (trained == null || !Arrays.equals(trained.shape(), values.shape())) {
                    throw new BadDataException(
                        "layer %s has not the %s that this job's network has"
                            .formatted(vertex.getVertexName(), name));
                  }
                  values.assign(trained);
                });
      }
    }
    return whole.params().dup('c').data().asFloat();
  }

  private static Map<String, INDArray> parameters(String layer, List<ComputationGraph> parts) {
    return parts.stream()
        // A map behind the code is undone by the decoder: without both it is the same model.
        .map(part -> Alignment.trained(part, layer))
        .filter(Objects::nonNull)
        .map(Networks::trainable)
        // What is a layer of the encoder is an input of the decoder.
        .filter(found -> found.numParams() > 0)
        .findFirst()
        .map(found -> found.paramTable(false))
        .orElseThrow(() -> new BadDataException("there is no layer " + layer));
  }

  /** Vertices that are no layers have parameters too: attention's projections. */
  static Trainable trainable(GraphVertex vertex) {
    return vertex.hasLayer() ? vertex.getLayer() : vertex;
  }

  /**
   * The last layer of the encoder. Without a bias where it would have no effect: what is its
   * gradient there is rounding, which Adam would make steps of.
   */
  private DenseLayer code(DecoderFamily decoder) {
    DenseLayer code = DenseStack.linear(spec.encoder().code());
    code.setHasBias(!decoder.centresCode());
    return code;
  }

  private EncoderFamily encoderFamily() {
    return Families.encoder(spec, user);
  }

  private DecoderFamily decoderFamily() {
    return Families.decoder(spec, user);
  }

  private int memory(EncoderFamily encoder, DecoderFamily decoder) {
    int memory = decoder.attends() ? encoder.memory(source) : 0;
    if (decoder.attends() && memory == 0) {
      throw new InvalidJobException(
          "decoder: found one that attends to a memory, allowed: none with this encoder (one of"
              + " kind rnn has a memory, one of kind user if it has a vertex called memory)");
    }
    return memory;
  }

  private void given(DecoderFamily decoder, List<String> inputs, List<InputType> types) {
    decoder
        .given(target)
        .ifPresent(
            feed -> {
              inputs.add(Port.GIVEN);
              types.add(type(feed, target));
            });
  }

  /** GraphBuilder's own input types would take an embedding's vocabulary for 1, the ids' size. */
  private static ComputationGraphConfiguration finished(
      GraphBuilder graph, List<InputType> types, String... outputs) {
    ComputationGraphConfiguration finished = graph.setOutputs(outputs).build();
    finished.addPreProcessors(/* forceOverrideInputs= */ false, types.toArray(InputType[]::new));
    LayerSettings.decayOnce(finished);
    return finished;
  }

  static InputType type(Feed feed, Field field) {
    return switch (feed.form()) {
      case FLAT -> InputType.feedForward(((NumberField) field).size());
      case STEPS -> InputType.recurrent(((NumberField) field).size() / feed.steps());
      case TOKENS, PREVIOUS, POSITIONS, WINDOW -> InputType.recurrent(1);
      case OPTIONAL -> throw new IllegalArgumentException("no form of an input: " + feed);
    };
  }

  /** ND4J takes 0 for no seed, and draws by the clock then; no job can name the other. */
  private static long drawing(long seed) {
    return seed == 0 ? -1 : seed;
  }

  private GraphBuilder builder() {
    RegularizationSpec regularization = spec.train().regularization();
    NeuralNetConfiguration.Builder builder =
        new NeuralNetConfiguration.Builder()
            .seed(drawing(spec.train().seed()))
            .dataType(DataType.FLOAT)
            .updater(updater(spec.train().optimizer()));
    if (regularization.weightDecay() > 0) {
      builder.weightDecay(regularization.weightDecay());
    }
    if (regularization.clip() > 0) {
      builder
          .gradientNormalization(GradientNormalization.ClipL2PerLayer)
          .gradientNormalizationThreshold(regularization.clip());
    }
    return builder.graphBuilder();
  }

  static IUpdater updater(OptimizerSpec optimizer) {
    return switch (optimizer.kind()) {
      case ADAM -> new Adam(optimizer.rate());
      case NESTEROVS -> new Nesterovs(optimizer.rate());
      case SGD -> new Sgd(optimizer.rate());
    };
  }
}
