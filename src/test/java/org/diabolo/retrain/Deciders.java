package org.diabolo.retrain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.job.JobText;
import org.diabolo.job.NotOwnerException;

/**
 * Eight that decide against the same number at once, as threads, and as a program for tests on real
 * servers: {@code WORKSPACE}, and settings of Hadoop's as {@code KEY=VALUE}.
 */
public final class Deciders {
  /** How often the program holds the race. */
  public static final int RACES = 10;

  static final int MANY = 8;
  private static final String JOB =
      """
      name: plane
      data: {input: {path: rows}, key: id}
      source: {column: x, kind: vector}
      encoder: {kind: mlp}
      decoder: {kind: mlp}
      """;

  private Deciders() {}

  /** A job, and nothing of it but its name. */
  static JobSpec job(String... more) {
    return JobSpec.read(new JobText("job.yaml", JOB), List.of(more));
  }

  static Proposal proposal(Action action, String version) {
    return new Proposal(action, version, List.of("because"), null, version + "/encodings");
  }

  /**
   * What became of them.
   *
   * @param won whose versions are promoted, as they were told
   * @param told what the others were
   */
  record Race(List<String> won, List<String> told) {}

  static Race race(Registry seen, String name) throws Exception {
    CyclicBarrier line = new CyclicBarrier(MANY);
    ExecutorService racers = Executors.newFixedThreadPool(MANY);
    Race race = new Race(new ArrayList<>(), new ArrayList<>());
    try {
      List<Callable<String>> tries = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        String version = name + "-" + i;
        tries.add(
            () -> {
              line.await();
              try {
                seen.commit(proposal(Action.PROMOTE, version));
                return version;
              } catch (NotOwnerException e) {
                return e.getMessage();
              }
            });
      }
      for (Future<String> end : racers.invokeAll(tries)) {
        (end.get().startsWith(name) ? race.won : race.told).add(end.get());
      }
    } finally {
      racers.shutdownNow();
    }
    return race;
  }

  /**
   * @param arguments the workspace, and settings
   */
  public static void main(String[] arguments) throws Exception {
    Configuration configuration = new Configuration();
    for (String setting : Arrays.asList(arguments).subList(1, arguments.length)) {
      String[] parts = setting.split("=", 2);
      configuration.set(parts[0], parts[1]);
    }
    try {
      Registry.of(arguments[0], job(), configuration).commit(proposal(Action.ADOPT, "first"));
      for (int i = 1; i <= RACES; i++) {
        Race race = race(Registry.of(arguments[0], job(), configuration), "race" + i);
        Decision champion =
            Registry.of(arguments[0], job(), configuration).champion().orElseThrow();
        System.out.println(
            "won "
                + race.won.size()
                + ", told "
                + race.told.size()
                + (race.won.contains(champion.version()) ? ", champion " : ", other champion ")
                + champion.number());
      }
    } catch (InvalidJobException e) {
      System.out.println(e.getMessage());
    }
    System.exit(0);
  }
}
