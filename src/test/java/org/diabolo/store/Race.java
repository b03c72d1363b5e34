package org.diabolo.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that all create one file at once, again and again. */
final class Race {
  private static final int RACERS = 8;

  private Race() {}

  /** What they do. */
  @FunctionalInterface
  interface Creating {
    boolean create(String name, byte[] content) throws IOException;
  }

  /**
   * Holds races for files called {@code race-0}, {@code race-1} and so on.
   *
   * @return of each race what those wrote who were told that they had created the file
   */
  static List<List<String>> winners(int races, Creating creating) throws Exception {
    CyclicBarrier line = new CyclicBarrier(RACERS);
    ExecutorService racers = Executors.newFixedThreadPool(RACERS);
    List<List<String>> winners = new ArrayList<>();
    try {
      for (int race = 0; race < races; race++) {
        String name = "race-" + race;
        List<Callable<String>> tries = new ArrayList<>();
        for (int i = 0; i < RACERS; i++) {
          String me = "racer " + i;
          tries.add(
              () -> {
                line.await();
                return creating.create(name, me.getBytes(StandardCharsets.UTF_8)) ? me : "";
              });
        }
        List<String> told = new ArrayList<>();
        for (Future<String> end : racers.invokeAll(tries)) {
          told.add(end.get());
        }
        told.removeIf(String::isEmpty);
        winners.add(told);
      }
    } finally {
      racers.shutdownNow();
    }
    return winners;
  }
}
