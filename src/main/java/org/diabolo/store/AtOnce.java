package org.diabolo.store;

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Small works on a store, several at once: each is mostly waiting for an answer. */
public final class AtOnce {
  private static final int MOST = 16;

  private AtOnce() {}

  /**
   * @param <T> what a work gives
   * @param works in any number
   * @return what they gave, in their order
   * @throws RuntimeException of the first that failed
   */
  public static <T> List<T> all(List<Supplier<T>> works) {
    if (works.size() < 2) {
      return works.stream().map(Supplier::get).toList();
    }
    List<T> given = new ArrayList<>();
    ExecutorService workers = Executors.newFixedThreadPool(Math.min(MOST, works.size()));
    try {
      for (Future<T> work : works.stream().map(one -> workers.submit(one::get)).toList()) {
        given.add(work.get());
      }
      return given;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException("interrupted"));
    } finally {
      workers.shutdownNow();
    }
  }
}
