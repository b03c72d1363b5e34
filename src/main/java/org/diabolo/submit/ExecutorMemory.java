package org.diabolo.submit;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.diabolo.engine.fused.FusedReplicaFactory;
import org.diabolo.engine.fused.plan.UncoveredException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.job.OptimizerSpec.Optimizer;
import org.diabolo.job.TrainSpec.Engine;
import org.diabolo.network.ModelSize;
import org.diabolo.network.UserGraphs;

/**
 * What an executor needs beside its heap, in MB, where a cluster manager kills one that takes more
 * than it asked for (YARN, Kubernetes). Spark asks for 10 % of the heap, at least 384 MB, and knows
 * nothing of the native memory of networks.
 *
 * @param fixed libraries, BLAS's and the network's buffers, the JVM's own
 * @param slots tasks that run at once
 * @param slot for one replica's model
 * @param parameters of the model
 */
record ExecutorMemory(long fixed, int slots, long slot, long parameters) {
  static final String KEY = "spark.executor.memoryOverhead";
  private static final String TASK_CPUS = "spark.task.cpus";
  private static final List<String> USERS =
      List.of(KEY, "spark.executor.memoryOverheadFactor", "spark.kubernetes.memoryOverheadFactor");

  // An executor of two slots had 365 MB beside its heap, by the fused engine and 1.1 million
  // parameters.
  private static final long FIXED = 512;
  private static final long SPARKS_LEAST = 384;

  /** Asks for more than Spark would, where the user has said nothing, and says so. */
  static void ask(SparkConf conf, JobSpec spec) {
    String master = conf.get("spark.master");
    if (!(master.startsWith("yarn") || master.startsWith("k8s"))
        || USERS.stream().anyMatch(conf::contains)) {
      return;
    }
    needed(conf, spec)
        .filter(memory -> memory.total() > sparks(conf))
        .ifPresent(
            memory -> {
              conf.set(KEY, memory.total() + "m");
              System.err.println(memory);
            });
  }

  /** Empty where the sizes that only data can say decide whether the job is right at all. */
  static Optional<ExecutorMemory> needed(SparkConf conf, JobSpec spec) {
    ComputationGraphConfiguration graph;
    try {
      graph =
          ModelSize.assumed(
              spec, UserGraphs.read(spec, SparkHadoopUtil.get().newConfiguration(conf)));
    } catch (InvalidJobException e) {
      return Optional.empty();
    }
    int cpus = conf.getInt(TASK_CPUS, 1);
    if (cpus < 1) {
      throw new InvalidJobException(TASK_CPUS + " is " + cpus + ", allowed: a whole number from 1");
    }
    int slots = Math.max(1, conf.getInt("spark.executor.cores", 1) / cpus);
    long parameters = ModelSize.parameters(graph);
    long models = models(spec.train().optimizer().kind(), runsByDl4j(spec, graph));
    long bytes = Math.multiplyExact(parameters, Float.BYTES * models);
    return Optional.of(new ExecutorMemory(FIXED, slots, (bytes + (1 << 20) - 1) >> 20, parameters));
  }

  /**
   * How many times a model's bytes a replica has outside the heap. The fused engine's arrays are on
   * it: only what comes and goes is not, parameters and the optimiser's state, each way. DL4J has
   * parameters, gradients, that state and activations in native memory besides.
   */
  private static long models(Optimizer optimizer, boolean dl4j) {
    int state =
        switch (optimizer) {
          case ADAM -> 2;
          case NESTEROVS -> 1;
          case SGD -> 0;
        };
    int moved = 2 * (1 + state);
    int gradientsAndActivations = 3;
    return dl4j ? moved + 1 + state + gradientsAndActivations : moved;
  }

  private static boolean runsByDl4j(JobSpec spec, ComputationGraphConfiguration graph) {
    if (spec.train().engine() == Engine.DL4J) {
      return true;
    }
    try {
      new FusedReplicaFactory(graph.toJson()).check();
      return false;
    } catch (UncoveredException e) {
      return true;
    }
  }

  /** What Spark asks for by itself. */
  private static long sparks(SparkConf conf) {
    return Math.max(SPARKS_LEAST, conf.getSizeAsMb("spark.executor.memory", "1g") / 10);
  }

  long total() {
    return fixed + slots * slot;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "executors get %,d MB beside their heap: %,d for libraries and buffers, %d x %,d for a model"
            + " of %,d parameters (%s sets it)",
        total(),
        fixed,
        slots,
        slot,
        parameters,
        KEY);
  }
}
