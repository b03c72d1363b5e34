package org.diabolo.engine.fused.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.TrainingConfig;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.diabolo.engine.fused.update.Decay;
import org.diabolo.engine.fused.update.Decays;
import org.diabolo.engine.fused.update.GradientNormalizer;
import org.diabolo.engine.fused.update.Optimizer;
import org.diabolo.engine.fused.update.Optimizers;
import org.diabolo.engine.fused.update.ParameterRange;
import org.diabolo.engine.fused.update.Update;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * A plan in the making: vertices are added in DL4J's topological order, which is its parameters'.
 */
public final class Build {
  private final Map<String, Signal> inputs = new LinkedHashMap<>();
  private final List<Stage> stages = new ArrayList<>();
  private final Map<String, Loss> losses = new HashMap<>();
  private final List<ParameterRange> ranges = new ArrayList<>();
  private final String stepped;
  private final List<Node> constant = new ArrayList<>();
  private final List<Node> changing = new ArrayList<>();
  private final List<Signal> constants = new ArrayList<>();
  private final Map<Signal, Node> makers = new IdentityHashMap<>();
  private boolean steps;
  private String vertex = "";
  private List<Node> nodes = new ArrayList<>();
  private List<ParameterRange> own = new ArrayList<>();
  private boolean trained;
  private int parameters;
  private int drawing;
  private final List<ParameterRange> scored = new ArrayList<>();
  private GradientNormalizer normalizer = GradientNormalizer.NONE;
  private String uncoveredTraining;

  /**
   * @param stepped the input that is given step by step; null where all is given at once
   */
  public Build(String stepped) {
    this.stepped = stepped;
  }

  private void keep(Signal signal) {
    if (!signal.changing()) {
      constants.add(signal);
    }
  }

  private static boolean changing(List<Signal> signals) {
    return signals.stream().anyMatch(Signal::changing);
  }

  /**
   * @param name of an input of the network
   * @param shape of its rows
   * @return the signal that it feeds
   */
  public Signal input(String name, Shape shape) {
    Signal signal = new Signal(shape, /* trained= */ false, name.equals(stepped));
    inputs.put(name, signal);
    keep(signal);
    return signal;
  }

  /**
   * @param name of an input of the network
   * @return its signal, for what is said of an input and no edge of the graph: its length, its mask
   */
  public Signal input(String name) {
    return inputs.get(name);
  }

  /**
   * What follows belongs to this vertex.
   *
   * @param name of a vertex
   * @param in what it reads
   */
  public void begin(String name, List<Signal> in) {
    vertex = name;
    steps = changing(in);
    nodes = new ArrayList<>();
    own = new ArrayList<>();
    trained = false;
  }

  /**
   * @return the number of the next node that draws at random
   */
  public int draw() {
    return drawing++;
  }

  /** Ends the vertex and makes its stage. */
  public void end() {
    Update update = own.isEmpty() ? null : Update.of(own, normalizer);
    stages.add(new Stage(vertex, List.copyOf(nodes), update, trained));
  }

  /**
   * Adds parameters of the vertex; the order of the calls is DL4J's order of them.
   *
   * @param config of the layer or vertex that has them
   * @param name DL4J's name of them
   * @param count of numbers
   * @return their offset in the flattened parameters
   * @throws UncoveredException not here: what cannot be trained is told by {@link #plan}
   */
  public int parameter(TrainingConfig config, String name, int count) throws UncoveredException {
    return add(config, name, count, /* mean= */ true);
  }

  /**
   * Like {@link #parameter}, of numbers whose "gradient" is no sum over rows.
   *
   * @param config of the layer or vertex that has them
   * @param name DL4J's name of them
   * @param count of numbers
   * @return their offset in the flattened parameters
   * @throws UncoveredException not here, as of {@link #parameter}
   */
  public int statistic(TrainingConfig config, String name, int count) throws UncoveredException {
    return add(config, name, count, /* mean= */ false);
  }

  private int add(TrainingConfig config, String name, int count, boolean mean)
      throws UncoveredException {
    IUpdater updater = config.getUpdaterByParam(name);
    Optimizer optimizer = Optimizers.of(updater);
    Decay decay = Decays.of(config.getRegularizationByParam(name), updater.hasLearningRate());
    // Inference does without these, so they are no obstacles yet.
    obstacle(optimizer == null, "updater " + updater);
    obstacle(decay == null, "regularisation that changes with time");
    normalize(config);
    int from = parameters;
    parameters += count;
    ParameterRange range =
        new ParameterRange(
            from, parameters, updater, optimizer, decay == null ? Decay.NONE : decay, mean);
    own.add(range);
    ranges.add(range);
    if (config instanceof Layer) {
      // DL4J's score leaves out the parameters of vertices that are no layers.
      scored.add(range);
    }
    trained = true;
    return from;
  }

  /**
   * Like {@link #require}, of what matters in training alone.
   *
   * @param there whether it is there
   * @param what it is, as a user would say it
   */
  public void obstacle(boolean there, String what) {
    if (there && uncoveredTraining == null) {
      uncoveredTraining = named(what);
    }
  }

  private String named(String what) {
    return vertex.isEmpty() ? what : vertex + ": " + what;
  }

  /**
   * @return whether the vertex at hand has a loss
   */
  public boolean endsInLoss() {
    return losses.containsKey(vertex);
  }

  private void normalize(TrainingConfig config) {
    GradientNormalizer next =
        GradientNormalizer.of(
            config.getGradientNormalization(), config.getGradientNormalizationThreshold());
    obstacle(!own.isEmpty() && !normalizer.equals(next), "several gradient normalisations");
    normalizer = next;
  }

  /**
   * @param shape of a row or step
   * @param from what it is made from; its deltas are needed where one of those needs its own, or
   *     where the vertex has parameters by now
   * @return a new signal
   */
  public Signal signal(Shape shape, Signal... from) {
    for (Signal signal : from) {
      trained |= signal.trained();
    }
    Signal signal = new Signal(shape, trained, changing(List.of(from)));
    keep(signal);
    return signal;
  }

  /**
   * @param node to add to the vertex at hand
   */
  public void add(Node node) {
    add(node, steps);
  }

  /**
   * Adds a node that has only part of what the vertex reads to do with, so that it may have nothing
   * to do in a graph that is run step by step.
   *
   * @param node to add to the vertex at hand
   * @param out the only signal that it writes
   */
  public void add(Node node, Signal out) {
    add(node, out.changing());
  }

  private void add(Node node, boolean atEachStep) {
    nodes.add(node);
    (atEachStep ? changing : constant).add(node);
    if (node instanceof Loss loss) {
      losses.put(vertex, loss);
    }
  }

  /**
   * Says what makes a signal, so that who reads it may look behind it.
   *
   * @param signal that is made
   * @param node that makes it
   */
  public void makes(Signal signal, Node node) {
    makers.put(signal, node);
  }

  /**
   * @param signal to be read
   * @return what makes it; null where that is not known, or where the signal is a fork's branch. Of
   *     a signal that is trained the one who asks is the only reader
   */
  public Node maker(Signal signal) {
    return makers.get(signal);
  }

  /**
   * @param in to be read by several
   * @param readers how many
   * @return a signal for each
   */
  public List<Signal> fork(Signal in, int readers) {
    if (readers <= 1 || !in.trained()) {
      return Collections.nCopies(readers, in);
    }
    List<Signal> branches = new ArrayList<>();
    for (int i = 0; i < readers; i++) {
      Signal branch = new Signal(in.shape(), /* trained= */ true, in.changing());
      keep(branch);
      branches.add(branch);
    }
    add(new Fork(in, branches), in);
    return branches;
  }

  /**
   * @param covered whether the plan knows it
   * @param what it is, as a user would say it
   * @throws UncoveredException when it is not covered, naming the vertex
   */
  public void require(boolean covered, String what) throws UncoveredException {
    if (!covered) {
      throw uncovered(what);
    }
  }

  /**
   * Like {@link #require}, to be thrown.
   *
   * @param what is not covered, as a user would say it
   * @return what says so, naming the vertex
   */
  public UncoveredException uncovered(String what) {
    return new UncoveredException(named(what));
  }

  /**
   * @param names of the network's outputs, in its order
   * @param outputs of the network
   * @return the plan
   * @throws UncoveredException when the network is to be trained in a way that the fused engine has
   *     not
   */
  public Plan plan(List<String> names, List<Signal> outputs) throws UncoveredException {
    boolean training = losses.keySet().containsAll(names);
    if (training && uncoveredTraining != null) {
      throw new UncoveredException(uncoveredTraining);
    }
    List<Input> readers = inputs.values().stream().map(Input::new).toList();
    List<Loss> last = training ? names.stream().map(losses::get).toList() : List.of();
    return new Plan(readers, stages, last, outputs, ranges, scored);
  }

  /**
   * @param output of the network
   * @return the plan of running it step by step
   */
  public Stepping stepping(Signal output) {
    List<Input> readers = inputs.values().stream().map(Input::new).toList();
    int at = List.copyOf(inputs.keySet()).indexOf(stepped);
    return new Stepping(readers, at, constant, changing, constants, output);
  }
}
