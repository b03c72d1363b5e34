package org.diabolo.engine;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Things that one thread at a time can use, as many as threads use at once. Safe for use by several
 * threads.
 *
 * @param <T> what they are; one use must leave nothing behind that the next would see
 */
public final class Pool<T> {
  private final Supplier<T> maker;
  private final Deque<T> idle = new ConcurrentLinkedDeque<>();

  /**
   * @param maker of one more, called where none is idle
   */
  public Pool(Supplier<T> maker) {
    this.maker = maker;
  }

  /**
   * Uses one that nobody else uses meanwhile. One whose use failed is not used again.
   *
   * @param <R> what the use gives
   * @param use what is done with it
   * @return what the use gives
   */
  public <R> R with(Function<T, R> use) {
    T one = idle.pollFirst();
    if (one == null) {
      one = maker.get();
    }
    R result = use.apply(one);
    // The last that was used comes first: what is rarely needed keeps no caches warm.
    idle.addFirst(one);
    return result;
  }
}
