package org.diabolo.spark;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;
import java.util.Queue;

/**
 * What becomes of a partition's rows where several are read before anything comes out, as networks
 * want them.
 *
 * @param <S> what a row is
 * @param <T> what comes out
 */
public abstract class BatchedRows<S, T> implements Iterator<T> {
  private final Iterator<S> rows;
  private final Queue<T> ready = new ArrayDeque<>();

  /**
   * @param rows of the partition
   */
  protected BatchedRows(Iterator<S> rows) {
    this.rows = rows;
  }

  /**
   * Reads some rows. It is asked only while there are more.
   *
   * @param left rows that were not read yet
   * @return what becomes of those that it read, in the order in which it comes out
   */
  protected abstract Collection<T> batch(Iterator<S> left);

  /**
   * @param left rows that were not read yet
   * @return whether there is more to come; where a batch keeps a row for the next, it says so
   */
  protected boolean hasMore(Iterator<S> left) {
    return left.hasNext();
  }

  @Override
  public final boolean hasNext() {
    if (ready.isEmpty() && hasMore(rows)) {
      ready.addAll(batch(rows));
    }
    return !ready.isEmpty();
  }

  @Override
  public final T next() {
    hasNext();
    return ready.remove();
  }
}
