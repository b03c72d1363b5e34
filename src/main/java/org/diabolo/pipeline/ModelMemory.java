package org.diabolo.pipeline;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.diabolo.job.AveragingSpec;
import org.diabolo.job.AveragingSpec.Updater;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.OptimizerSpec.Optimizer;
import org.diabolo.job.TrainSpec;
import org.diabolo.job.TrainSpec.Engine;
import org.diabolo.spark.TaskSlots;

/**
 * What training takes at the very least, in bytes: only what is certainly there at one time is
 * counted, no activations, and nothing of the rows. So what does not fit by this does not fit.
 *
 * @param parameters of the networks
 * @param driver heap of the driver
 * @param executor heap of an executor; 0 where the driver is the executor
 * @param outside the driver's native memory: DL4J draws the start there
 * @param rooms that there are
 */
record ModelMemory(long parameters, double driver, double executor, double outside, Rooms rooms) {
  private static final double GB = 1L << 30;

  /** A flat array of Java's. */
  private static final long MOST_NUMBERS = Integer.MAX_VALUE - 8;

  /**
   * What there is, in bytes.
   *
   * @param driver its largest heap
   * @param executor the heap of one
   * @param machine memory of the driver's
   */
  record Rooms(double driver, double executor, double machine) {
    static Rooms of(SparkConf conf) {
      var system =
          (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      return new Rooms(
          Runtime.getRuntime().maxMemory(),
          conf.getSizeAsMb("spark.executor.memory", "1g") * (double) (1 << 20),
          system.getTotalMemorySize());
    }
  }

  static ModelMemory of(SparkContext spark, TrainSpec train, long parameters) {
    int cores = spark.getConf().getInt("spark.executor.cores", 1);
    int slots =
        spark.isLocal()
            ? TaskSlots.settled(spark)
            : Math.max(1, cores / Math.max(1, spark.getConf().getInt("spark.task.cpus", 1)));
    return of(train, parameters, slots, spark.isLocal(), Rooms.of(spark.getConf()));
  }

  /**
   * @param slots of one executor
   * @param local whether the driver is the executor
   */
  static ModelMemory of(TrainSpec train, long parameters, int slots, boolean local, Rooms rooms) {
    int workers = train.averaging().workers();
    int replicas = workers == AveragingSpec.AUTO ? slots : Math.min(workers, slots);
    double model = (double) parameters * Float.BYTES;
    int state = state(train.optimizer().kind());
    int moved = 1 + (train.averaging().updater() == Updater.AVERAGED ? state : 0);
    // DL4J's own replicas are outside of the heap, and then this is even less than the least.
    double replica = train.engine() == Engine.DL4J ? 0 : 2 + state;
    double driver = 2 * moved + (local ? replicas * replica : 0);
    double executor = local ? 0 : moved + replicas * replica;
    return new ModelMemory(
        parameters, model * driver, model * executor, model * (1 + state), rooms);
  }

  /** Numbers that the optimiser keeps for a parameter. */
  private static int state(Optimizer optimizer) {
    return switch (optimizer) {
      case ADAM -> 2;
      case NESTEROVS -> 1;
      case SGD -> 0;
    };
  }

  /**
   * @throws InvalidJobException that tells the sizes, when something is larger than its room
   */
  void require() {
    if (parameters > MOST_NUMBERS) {
      throw tooLarge("of which no array of Java's holds more than " + commas(MOST_NUMBERS), "");
    }
    if (driver > rooms.driver) {
      throw tooLarge(
          needs("the driver's heap", driver, rooms.driver),
          ", or a larger heap (--driver-memory, DIABOLO_JAVA_OPTS=-Xmx...)");
    }
    if (executor > rooms.executor) {
      throw tooLarge(
          needs("an executor's heap", executor, rooms.executor),
          ", or a larger heap (--executor-memory)");
    }
    if (outside > rooms.machine) {
      throw tooLarge(needs("the driver's machine", outside, rooms.machine), "");
    }
  }

  private static String needs(String room, double needed, double there) {
    return String.format(
        Locale.ROOT,
        "which take at least %.1f GB of %s, and there is %.1f GB",
        needed / GB,
        room,
        there / GB);
  }

  private InvalidJobException tooLarge(String what, String orMore) {
    return new InvalidJobException(
        "encoder, decoder: the networks have "
            + commas(parameters)
            + " parameters, "
            + what
            + "; allowed: narrower layers"
            + orMore);
  }

  private static String commas(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
