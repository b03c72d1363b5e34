package org.diabolo.submit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.diabolo.engine.natives.Natives;
import org.diabolo.engine.natives.SparkMl;
import org.diabolo.job.JobSpec;
import org.diabolo.job.UnavailableException;
import org.diabolo.network.guard.AllowedClasses;

/** Opens Spark with what Diabolo needs, where the user has not said otherwise. */
public final class Sessions {
  private static final Map<String, String> DEFAULTS =
      Map.of(
          // A round brings back one set of parameters a replica, which may be large.
          "spark.driver.maxResultSize", "0",
          // Trained parameters do not compress.
          "spark.broadcast.compress", "false",
          // A replica's chunks are cached at its home; elsewhere a task would fetch them.
          "spark.locality.wait", "1s",
          // A run begins with what is there: wait for all that were asked for. Standalone knows how
          // many only by spark.cores.max, and else begins with the first.
          "spark.scheduler.minRegisteredResourcesRatio", "1.0");

  /** spark-submit names an application by its class where the user gives no --name. */
  private static final String MAIN = "org.diabolo.cli.Diabolo";

  private static final String EXECUTOR_FLAGS = "spark.executor.extraJavaOptions";

  private Sessions() {}

  /**
   * Opens Spark.
   *
   * @param name of the application, where the user gives none
   * @param master the user's, or null for spark-submit's or local[*]
   * @return the session
   * @throws UnavailableException when no master answers
   */
  public static SparkSession open(String name, String master) {
    return open(conf(name, master));
  }

  /**
   * Opens Spark for a job, whose model decides what executors need beside their heap.
   *
   * @param name of the application, where the user gives none
   * @param master the user's, or null for spark-submit's or local[*]
   * @param spec the job
   * @return the session
   * @throws UnavailableException when no master answers
   */
  public static SparkSession open(String name, String master, JobSpec spec) {
    SparkConf conf = conf(name, master);
    ExecutorMemory.ask(conf, spec);
    return open(conf);
  }

  private static SparkConf conf(String name, String master) {
    SparkConf conf = new SparkConf();
    if (conf.get("spark.app.name", MAIN).equals(MAIN)) {
      conf.setAppName(name);
    }
    if (master != null) {
      conf.setMaster(master);
    }
    conf.setIfMissing("spark.master", "local[*]");
    return conf;
  }

  private static SparkSession open(SparkConf conf) {
    MemoryShortage.requireEnough(conf);
    DEFAULTS.forEach(conf::setIfMissing);
    // What we shuffle and cache are records, which Kryo cannot read back.
    conf.set("spark.serializer", "org.apache.spark.serializer.JavaSerializer");
    settings(conf::contains).forEach(conf::set);
    threads(conf);
    guard(conf);
    if (conf.get("spark.master").startsWith("local")) {
      conf.setIfMissing("spark.ui.enabled", "false");
    }
    if (Masters.isHere(conf.get("spark.master"))) {
      // A task that finds no memory would end this JVM, and with it the word of why.
      conf.setIfMissing("spark.executor.killOnFatalError.depth", "0");
    }
    SparkSession session = started(conf);
    SparkMl.check();
    return session;
  }

  /** Of a master that does not answer Spark tells by whatever then fails in itself. */
  private static SparkSession started(SparkConf conf) {
    String master = conf.get("spark.master");
    SparkSession session;
    try {
      session = SparkSession.builder().config(conf).getOrCreate();
    } catch (RuntimeException e) {
      if (Masters.isAway(master)) {
        throw noMaster(master, e);
      }
      throw e;
    }
    // Spark stops such a session a moment later, under whatever is done first. That a Master takes
    // connections says nothing: one that hangs does.
    if (Masters.isUnknown(session.sparkContext().applicationId(), master)) {
      StoppingErrors.during(session::close);
      throw noMaster(master, null);
    }
    if (session.sparkContext().isStopped()) {
      throw new UnavailableException("--master " + master + ": has given the application up", null);
    }
    return session;
  }

  private static UnavailableException noMaster(String master, RuntimeException cause) {
    return new UnavailableException("--master " + master + ": no Master answers there", cause);
  }

  /** Executors read networks too: what this JVM must not and may load holds for them. */
  private static void guard(SparkConf conf) {
    executorProperty(conf, SerialFilter.PROPERTY, SerialFilter.PATTERN);
    if (!AllowedClasses.further().isEmpty()) {
      executorProperty(conf, AllowedClasses.PROPERTY, AllowedClasses.further());
    }
  }

  /** Unless the user sets it there. */
  private static void executorProperty(SparkConf conf, String name, String value) {
    String flags = conf.get(EXECUTOR_FLAGS, "");
    if (!flags.contains("-D" + name + "=")) {
      conf.set(EXECUTOR_FLAGS, (flags + " -D" + name + "=" + value).trim());
    }
  }

  /**
   * What a session must be told of days and times. Keys and split columns are hashed as text, and a
   * timestamp's text must not depend on where. In Parquet, Spark left to itself writes INT96, which
   * others take for local time, and ends a job at a day before 1582 that another program has
   * written.
   *
   * @param given whether the user has set a key
   */
  static Map<String, String> settings(Predicate<String> given) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("spark.sql.session.timeZone", "UTC");
    settings.put("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
    for (String kind : List.of("datetime", "int96")) {
      for (String way : List.of("Read", "Write")) {
        String key = "spark.sql.parquet." + kind + "RebaseModeIn" + way;
        if (!given.test(key)) {
          settings.put(key, "CORRECTED");
        }
      }
    }
    return settings;
  }

  /** A task slot has spark.task.cpus cores, and its products as many threads. */
  private static void threads(SparkConf conf) {
    int cores = conf.getInt("spark.task.cpus", 1);
    for (String variable : List.of("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")) {
      conf.setIfMissing("spark.executorEnv." + variable, Integer.toString(cores));
    }
    // In local mode this JVM is the executor.
    if (Masters.isHere(conf.get("spark.master"))) {
      Natives.threads(cores);
    }
  }
}
